/** From where the AWS CLI calls, as whom, and whether the API can be reached from there. */
import type { Origin } from '../../../engine/connection.ts';
import { nodeRole } from '../../../engine/controllers/identities.ts';
import { hostOfNode } from '../../../engine/hosts/host.ts';
import { learner, type Principal } from '../../../engine/principal.ts';
import { serviceHost, wayToService } from '../../../engine/service-call.ts';
import { advance } from '../../../engine/settle.ts';
import type { AwsVerb } from '../../../engine/verb.ts';
import type { World } from '../../../engine/world.ts';
import type { Output } from '../../output.ts';
import { output } from '../../print.ts';
import { connectionNotes } from '../trace-note.ts';

/** botocore gives up a connection after 60 seconds, and the CLI tries three times. https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-retries.html */
const GIVES_UP = 180_000;
const NO_CREDENTIALS = '\nUnable to locate credentials. You can configure credentials by running "aws configure".\n';

type Call = {
  readonly verb: AwsVerb;
  readonly service: string;
  readonly path: string;
  /** `--endpoint-url`: the name of an endpoint to call instead of that of the service. https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-endpoints.html */
  readonly url?: string | undefined;
};
type Reached = { readonly world: World; readonly verb: AwsVerb; readonly connections: Output['connections'] };

/** Whose credentials the CLI finds: on an instance those of its role, on the learner's own machine the learner's. */
export function callerAt(world: World, origin: Origin): Principal {
  const InstanceId = instanceAt(world, origin);
  return InstanceId === null ? learner(world.account) : nodeRole(world, InstanceId);
}

function instanceAt(world: World, origin: Origin): string | null {
  if (origin.from === 'instance') return origin.InstanceId;
  return origin.from === 'node' ? (hostOfNode(world, origin.node)?.InstanceId ?? null) : null;
}

/**
 * The call as it arrives, or what the CLI prints when it cannot be sent. From the learner's own machine the API is always within
 * reach: https://docs.aws.amazon.com/eks/latest/userguide/vpc-interface-endpoints.html ("only through the interface endpoint" is not possible)
 */
export function sent(world: World, origin: Origin, { verb, service, path, url: given }: Call): Reached | Output {
  if (instanceAt(world, origin) === null && given === undefined) return { world, verb, connections: [] };
  if (verb.as.arn === null) return output(world, { kind: 'refused', stderr: NO_CREDENTIALS, code: 253 });
  const host = given === undefined ? serviceHost(world.region, service) : /^https:\/\/([^/:]+)\/?$/.exec(given)?.[1];
  // botocore, args.py: `raise ValueError("Invalid endpoint: %s" % endpoint_url)`
  if (host === undefined) return output(world, { kind: 'refused', stderr: `\nInvalid endpoint: ${given}\n`, code: 255 });
  const { connection, answered, via } = wayToService(world, origin, host);
  const connections = [connection];
  if (answered) return { world, verb: via === null ? verb : { ...verb, via }, connections };
  const late = connection.outcome.outcome === 'timed-out';
  const url = `"https://${host}${path}"`;
  const stderr = late ? `\nConnect timeout on endpoint URL: ${url}\n` : `\nCould not connect to the endpoint URL: ${url}\n`;
  const notes = connectionNotes(connection);
  return output(late ? advance(world, GIVES_UP) : world, { kind: 'test', stderr, code: 255, notes, connections });
}

/** Whether the call was sent. */
export function isSent(value: Reached | Output): value is Reached {
  return 'verb' in value;
}

/** The path of a request: that of the EKS API names its objects, all others are asked at the root. https://docs.aws.amazon.com/eks/latest/APIReference/API_Operations.html */
export function pathOf(service: string, { clusterName, name, nodegroupName }: { readonly [member: string]: unknown }): string {
  if (service !== 'eks') return '/';
  const cluster = clusterName ?? name;
  if (cluster === undefined) return '/clusters';
  return `/clusters/${cluster}${nodegroupName === undefined ? '' : `/node-groups/${nodegroupName}`}`;
}

/** Listeners of the stack's load balancer, one for each port. */
import { listenersOf } from '../../../aws/listener.ts';
import type { World } from '../../../world.ts';
import type { Act } from '../../controller.ts';
import { actionsOf, sameActions } from './deploy-actions.ts';
import { balancerOf } from './deploy-load-balancer.ts';
import { arnOf } from './deploy-target-groups.ts';
import type { ListenerModel, Model } from './model.ts';
import { type Stack, tagsOf } from './stack.ts';

/** Listeners to delete, to create and to change. */
export function listenerActs(world: World, stack: Stack, model: Model): readonly Act[] {
  const balancer = balancerOf(world, stack, model);
  if (balancer === undefined) return [];
  const { LoadBalancerArn } = balancer;
  const present = listenersOf(world, LoadBalancerArn);
  const gone = present.filter(({ Port }) => !model.listeners.some(({ port }) => port === Port));
  const deleted = gone.map(({ ListenerArn }) => call('DeleteListener', { ListenerArn }));
  const others = model.listeners.flatMap((wanted) => {
    const settings = settingsOf(wanted, (id) => groupArn(world, stack, model, id));
    const found = present.find(({ Port }) => Port === wanted.port);
    if (found === undefined)
      return [call('CreateListener', { LoadBalancerArn, ...settings, Tags: tagsOf(stack, String(wanted.port), model.loadBalancer.tags) })];
    const certificate = found.Certificates?.[0]?.CertificateArn;
    const same =
      found.Protocol === wanted.protocol &&
      sameActions(found.DefaultActions, settings.DefaultActions) &&
      certificate === wanted.certificates[0] &&
      (wanted.sslPolicy === undefined || found.SslPolicy === wanted.sslPolicy);
    return same ? [] : [call('ModifyListener', { ListenerArn: found.ListenerArn, ...settings })];
  });
  return [...deleted, ...others];
}

function settingsOf({ port, protocol, sslPolicy, certificates, defaultActions }: ListenerModel, groupArnOf: (id: string) => string) {
  const [first] = certificates;
  return {
    Port: port,
    Protocol: protocol,
    ...(sslPolicy === undefined ? {} : { SslPolicy: sslPolicy }),
    ...(first === undefined ? {} : { Certificates: [{ CertificateArn: first }] }),
    DefaultActions: actionsOf(defaultActions, groupArnOf),
  };
}

/** The ARN behind the id that a target group has in the model. */
export function groupArn(world: World, stack: Stack, { targetGroups }: Model, id: string): string {
  const group = targetGroups.find((each) => each.id === id);
  if (group === undefined) throw new Error(`Expected the model of ${stack.name} to hold target group ${id}`);
  return arnOf(world, stack, group);
}

function call(verb: string, body: Readonly<Record<string, unknown>>): Act {
  return { plane: 'aws', verb, kind: 'Listener', body };
}

import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../src/course/import/import.ts';
import { parseJson } from '../../../src/course/import/json.ts';
import { showNote } from '../../../src/course/import/note.ts';
import { showProblem } from '../../../src/course/problem.ts';
import { worldText } from '../../../src/course/world-text.ts';
import { awsKinds } from '../../../src/engine/aws/kinds.ts';
import { partsOf } from '../../../src/engine/parts-of.ts';
import { objectsOf, type Store } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { worldOf } from '../../../src/engine/world-of.ts';
import { courseWorld, standing } from '../../support/world-of.ts';

function imported(aws: readonly string[], kubernetes: readonly string[] = []) {
  const source = (folder: string) => (text: string, index: number) => ({ path: `${folder}${index + 1}`, text });
  const { parts, notes, problems } = importFiles({ aws: aws.map(source('aws')), kubernetes: kubernetes.map(source('k8s')) });
  return { parts, notes: notes.map((note) => showNote(note, 'en')), problems: problems.map((problem) => showProblem(problem, 'en')) };
}

/** What `aws … describe-*` prints of the world, one document per operation. */
function printed(world: World): string[] {
  return Object.entries(awsKinds).flatMap(([kind, { describe: shape, service }]) => {
    const objects = objectsOf((world.aws as unknown as Record<string, Store<object>>)[kind] as Store<object>);
    const shown = objects.map((object) => (shape.show as (object: object, world: World) => object)(object, world));
    if (shown.length === 0 || service === 'iam') return [];
    if (service === 'eks') return shown.map((each) => JSON.stringify({ [shape.listMember]: each }, null, 4));
    const list = kind === 'Instance' ? shown.map((each, index) => ({ ReservationId: `r-${index}`, Groups: [], Instances: [each] })) : shown;
    return [JSON.stringify({ [shape.listMember]: list }, null, 4)];
  });
}

const VPC = { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16', OwnerId: '123456789012' };
const SUBNET = { SubnetId: 'subnet-1', VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24', AvailabilityZone: 'eu-west-1a', OwnerId: '123456789012' };
const doc = (value: object) => JSON.stringify(value, null, 4);

describe('what the AWS CLI printed', () => {
  it('of a whole network becomes a world that prints the same', () => {
    const world = courseWorld();
    const { parts, problems } = imported(printed(world));
    expect(problems).toEqual([]);
    expect(parts).toMatchObject({ account: world.account, region: world.region });
    const again = standing({ ...parts, now: world.now });
    const strip = (texts: string[]) => texts.map((text) => JSON.parse(text));
    // describe-vpcs does not tell the DNS attributes.
    expect(strip(printed(again)).filter((each) => !('NetworkInterfaces' in each) && !('Reservations' in each))).toEqual(
      strip(printed(world)).filter((each) => !('NetworkInterfaces' in each) && !('Reservations' in each)),
    );
  });

  it.each([
    ['pages one after the other', [doc({ Vpcs: [VPC], NextToken: 'x' }) + doc({ Vpcs: [{ ...VPC, VpcId: 'vpc-2' }] })]],
    ['pages as an array', [doc([{ Vpcs: [VPC] }, { Vpcs: [{ ...VPC, VpcId: 'vpc-2' }] }])]],
    ['pages as files', [doc({ Vpcs: [VPC] }), doc({ Vpcs: [{ ...VPC, VpcId: 'vpc-2' }] })]],
    ['pages that overlap', [doc({ Vpcs: [VPC] }), doc({ Vpcs: [VPC, { ...VPC, VpcId: 'vpc-2' }] })]],
    ['YAML', [`Vpcs:\n- VpcId: vpc-1\n  CidrBlock: 10.0.0.0/16\n- VpcId: vpc-2\n  CidrBlock: 10.0.0.0/16\n`]],
  ])('may come as %s', (_how, files) => {
    const { parts, problems } = imported(files);
    expect(problems).toEqual([]);
    expect((parts.aws?.Vpcs ?? []).map((vpc) => (vpc as { VpcId: string }).VpcId)).toEqual(['vpc-1', 'vpc-2']);
  });

  it('tells account, Region and time', () => {
    const instance = { InstanceId: 'i-1', SubnetId: 'subnet-1', LaunchTime: '2026-02-03T04:05:06+00:00' };
    const { parts } = imported([doc({ Vpcs: [VPC], Subnets: [SUBNET], Reservations: [{ Instances: [instance] }] })]);
    expect(parts).toMatchObject({ account: '123456789012', region: 'eu-west-1', now: Date.UTC(2026, 1, 3, 4, 5, 6) });
  });

  it('tells the DNS attributes of a VPC where it was asked for them', () => {
    const { parts } = imported([doc({ Vpcs: [VPC] }), doc({ VpcId: 'vpc-1', EnableDnsHostnames: { Value: true } })]);
    expect(parts.aws?.Vpcs).toMatchObject([{ EnableDnsHostnames: true, EnableDnsSupport: true }]);
  });

  it('that names what is not in the files gets a stand-in for it, and says so', () => {
    const instance = {
      InstanceId: 'i-1',
      SubnetId: 'subnet-9',
      VpcId: 'vpc-9',
      PrivateIpAddress: '10.7.3.20',
      SecurityGroups: [{ GroupId: 'sg-9', GroupName: 'web' }],
    };
    const { parts, notes, problems } = imported([doc({ Reservations: [{ Instances: [instance] }] })]);
    expect(problems).toEqual([]);
    expect(notes.map((note) => note.replace(/^aws1:\d+:\d+: /, ''))).toEqual([
      'subnet-9 is not in the files. In its place stands one with block 10.7.3.0/24. Import the output of `aws ec2 describe-subnets` too.',
      'vpc-9 is not in the files. In its place stands one with block 10.7.0.0/16. Import the output of `aws ec2 describe-vpcs` too.',
      'security group sg-9 is not in the files. In its place stands one without inbound rules. Import the output of `aws ec2 describe-security-groups` too.',
    ]);
    expect(standing(parts).account).toBeDefined();
  });

  it('takes the blocks of a VPC that is not there from its local routes', () => {
    const table = { RouteTableId: 'rtb-1', VpcId: 'vpc-9', Routes: [{ DestinationCidrBlock: '10.9.0.0/20', GatewayId: 'local', State: 'active' }] };
    expect(imported([doc({ RouteTables: [table] })]).parts.aws?.Vpcs).toMatchObject([{ VpcId: 'vpc-9', CidrBlock: '10.9.0.0/20' }]);
  });

  it('leaves out what nothing in the files tells of, and says so', () => {
    const table = { RouteTableId: 'rtb-1', VpcId: 'vpc-1', Associations: [{ SubnetId: 'subnet-7' }], Routes: [] };
    const { parts, notes } = imported([doc({ Vpcs: [VPC], RouteTables: [table] })]);
    expect(notes).toEqual([expect.stringMatching(/^aws1:\d+:\d+: left out, because subnet-7 is not in the files\./)]);
    expect(standing(parts)).toBeDefined();
  });

  it('says of each list what is not simulated in it, once', () => {
    const interfaces = [1, 2].map((index) => ({
      ...{
        NetworkInterfaceId: `eni-${index}`,
        SubnetId: 'subnet-1',
        PrivateIpAddress: `10.0.1.${index + 9}`,
        OutpostArn: 'arn:x',
        Brand: { New: 1 },
      },
    }));
    const { notes, problems } = imported([doc({ Vpcs: [VPC], Subnets: [SUBNET], NetworkInterfaces: interfaces, Volumes: [{ VolumeId: 'vol-1' }] })]);
    expect(problems).toEqual([]);
    expect(notes.map((note) => note.replace(/^aws1:\d+:\d+: /, '')).sort()).toEqual([
      'NetworkInterfaces: not simulated: Brand, OutpostArn.',
      'Volumes: not simulated. Left out: 1.',
    ]);
  });

  it('says of documents about one attribute or one thing that they are not simulated', () => {
    const { notes, problems } = imported([
      doc({ Vpcs: [VPC] }),
      doc({ InstanceId: 'i-1', UserData: { Value: 'x' } }),
      doc({ fargateProfile: { fargateProfileName: 'fp' } }),
    ]);
    expect(problems).toEqual([]);
    expect(notes).toEqual(['aws2:2:5: not simulated: InstanceId, UserData.', 'aws3:2:5: fargateProfile: not simulated. Left out: 1.']);
  });

  it('says where the world derives another value than is stated', () => {
    const { notes } = imported([doc({ Vpcs: [VPC], Subnets: [{ ...SUBNET, AvailableIpAddressCount: 7 }] })]);
    expect(notes).toEqual([expect.stringMatching(/Subnets: AvailableIpAddressCount is 7 in the file and 251 in the world\. Objects: 1\.$/)]);
  });
});

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { containers: [{ name: 'web', image: 'nginx' }] } };

describe('what kubectl printed', () => {
  it.each([
    ['one object', JSON.stringify(POD)],
    ['a List', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [POD] })],
    [
      'a typed list, as the API prints it',
      JSON.stringify({ apiVersion: 'v1', kind: 'PodList', items: [{ metadata: POD.metadata, spec: POD.spec }] }),
    ],
    ['a stream', `---\n${JSON.stringify(POD)}\n---\n`],
  ])('may be %s', (_how, text) => {
    const { parts, notes, problems } = imported([], [text]);
    expect(problems).toEqual([]);
    expect(notes.join()).toContain('namespace shop is not in the files. It was added.');
    expect(parts.cluster).toMatchObject([{ kind: 'Namespace' }, { kind: 'Pod', metadata: { name: 'web' } }]);
    expect(standing(parts)).toBeDefined();
  });

  it('loses what only a server knows, and what is not simulated is told', () => {
    const meta = { ...POD.metadata, namespace: 'default', resourceVersion: '7', managedFields: [{}], uid: 'u-1' };
    const { parts, notes } = imported(
      [],
      [JSON.stringify({ ...POD, metadata: meta }), 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\n'],
    );
    expect(notes).toEqual(['k8s2:2:1: example.com/v1 Widget: not simulated. Left out: 1.']);
    expect(parts.cluster).toMatchObject([{ metadata: { name: 'web', uid: 'u-1' } }]);
    expect(JSON.stringify(parts.cluster)).not.toMatch(/resourceVersion|managedFields/);
  });

  it('may be part of a cluster: owners that nothing here has are left out, and told', () => {
    const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'r-1', controller: true };
    const pod = { ...POD, metadata: { name: 'web', namespace: 'default', ownerReferences: [owner] } };
    const { parts, notes, problems } = imported([], [JSON.stringify(pod)]);
    expect(problems).toEqual([]);
    expect(notes.join('\n')).toContain('Pod: owners of kind ReplicaSet are not in the files. Standing without them: 1.');
    expect(standing(parts)).toBeDefined();
  });

  it('may state an address that no interface has: the pod gets another, and it is told', () => {
    const world = courseWorld();
    const manifests = (partsOf(world).parts.cluster ?? []).map((manifest) => JSON.stringify(manifest).replaceAll('192.168.0.45', '192.168.9.9'));
    const { parts, notes, problems } = imported(printed(world), manifests);
    expect(problems).toEqual([]);
    expect(notes.join('\n')).toMatch(/pod default\/toolbox cannot have address 192\.168\.9\.9.*It gets another where one is free\./);
    expect(objectsOf(standing(parts).cluster.Pod).every(({ status }) => status.podIP?.startsWith('192.168.') && status.podIP !== '192.168.9.9')).toBe(
      true,
    );
  });
});

describe('a file that is broken or foreign', () => {
  it.each([
    ['aws', '{"Vpcs": [', /^aws1:1:11: this is not JSON \(expected a value here\)\./],
    ['aws', '{"Vpcs": [\n  {"VpcId": "vpc-1",}\n]}', /^aws1:2:21: this is not JSON \(expected `"` here\)\./],
    ['aws', '{"Vpcs": [] "NextToken": 1}', /^aws1:1:13: this is not JSON \(expected `,` or `}` here\)\./],
    ['aws', '{"Vpcs": "vpc-1"}', /^aws1:1:2: Vpcs does not hold a list\./],
    ['aws', '{"Vpcs": ["vpc-1"]}', /^aws1:1:11: this item of Vpcs is not an object\./],
    ['aws', '{"Vpcz": []}', /^aws1:1:2: no describe output of AWS has a list Vpcz\. Did you mean Vpcs\?/],
    ['aws', '{"name": "ekslab", "version": "1"}', /^aws1:1:2: no describe output of AWS has a list name\./],
    ['aws', 'VPCS\t10.0.0.0/16\tvpc-1\n', /^aws1:1:1: this is not JSON output of the AWS CLI\./],
    ['aws', '', /^aws1:1:1: the file is empty\./],
    ['aws', 'apiVersion: v1\nkind: Pod\n', /^aws1:1:1: this is a Kubernetes manifest\. Give it to `--kubernetes`\./],
    ['aws', '{"Vpcs": [{"VpcId": "vpc-1", "CidrBlok": "10.0.0.0/16"}]}', /^aws1:1:30: there is no member CidrBlok\. Did you mean CidrBlock\?/],
    ['aws', '{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/33"}]}', /^aws1:1:30: 10\.0\.0\.0\/33 is not a CIDR block\./],
    ['aws', '{"Vpcs": [{"VpcId": "a", "CidrBlock": "10.0.0.0/16"}, {"VpcId": "a", "CidrBlock": "10.1.0.0/16"}]}', /a is there twice\./],
    ['aws', `${'['.repeat(100_000)}`, /values are nested too deeply here\./],
    ['aws', '{"Vpcs": "\u001b[31m"}', /control character U\+001B/],
    ['aws', '{"Volumes": []}', /^aws1:1:1: the files hold nothing that can stand in a world\./],
    ['k8s', 'a: b\n', /^k8s1:1:1: this is no Kubernetes manifest: it lacks apiVersion or kind\./],
    ['k8s', 'kind: Pod\napiVersion: v1\nspec: {containers: {}}\n', /^k8s1:1:1: the API server refuses this \(.*cannot unmarshal/],
    ['k8s', 'apiVersion: v1\nkind: Servise\nmetadata: {name: a}\n', /^k8s1:1:1: there is no kind Servise\. Did you mean Service\?/],
    [
      'k8s',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: []}\n',
      /^k8s1:4:8: the API server refuses this \(spec\.containers: Required value\)/,
    ],
    ['k8s', 'a: [1\n', /^k8s1:\d+:\d+: this is not YAML/],
    ['k8s', '{"Vpcs": []}', /^k8s1:1:1: this is no Kubernetes manifest/],
  ])('of %s, %j, is told with its place', (of, text, expected) => {
    const { problems } = of === 'aws' ? imported([text]) : imported([], [text]);
    expect(problems.join('\n')).toMatch(expected);
  });

  it('is told whatever it holds, and never thrown', () => {
    const bit = fc.constantFrom('{', '}', '[', ']', '"Vpcs"', ':', ',', '"VpcId"', '"vpc-1"', '1', 'null', '\n', '- ', 'kind: Pod', 'apiVersion: v1');
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 12 }), (bits) => {
        const text = bits.join('');
        const { problems, parts } = imported([text], [text]);
        expect(problems.length > 0 || parts !== undefined).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('JSON with positions', () => {
  it('is what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { roots, problems } = parseJson({ path: 'x', text });
        expect(problems).toEqual([]);
        expect(roots.map((root) => root.value)).toEqual([JSON.parse(text)]);
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const bit = fc.constantFrom('{', '}', '[', ']', '"a"', ':', ',', '1', '-', '01', '1.', 'e5', 'true', 'nul', '"\\u12"', '"\\x"', ' ');
    fc.assert(
      fc.property(fc.array(bit, { minLength: 1, maxLength: 6 }), (bits) => {
        // One value only: several are pages.
        const text = `[${bits.join('')}]`;
        const { problems, roots } = parseJson({ path: 'x', text });
        let value: unknown;
        try {
          value = JSON.parse(text);
        } catch {
          value = undefined;
        }
        if (value === undefined) expect(problems.length > 0 || roots.length > 1).toBe(true);
        else expect(roots.map((root) => root.value)).toEqual([value]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a world file that was written', () => {
  it('holds the parts it was written from, as YAML and as JSON', () => {
    const { parts } = partsOf(courseWorld());
    for (const format of ['yaml', 'json'] as const) {
      const { format: version, now, ...read } = load(worldText(parts, format)) as Record<string, unknown>;
      expect({ ...read, now: Date.parse(String(now)) }).toEqual(JSON.parse(JSON.stringify(parts)));
      expect(version).toBe(1);
    }
    expect(worldOf(parts).problems).toEqual([]);
  });
});

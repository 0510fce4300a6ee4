import { describe, expect, it } from 'vitest';
import { nameOf, namesIn, withNames } from '../../src/engine/name-of.ts';
import { objectsOf } from '../../src/engine/store.ts';
import { entered } from '../support/lines.ts';
import { courseWorld } from '../support/world-of.ts';

const world = courseWorld();
const node1 = objectsOf(world.hosts.Host).find((host) => host.nodeName === 'node1')?.InstanceId ?? '';
const eni = objectsOf(world.aws.NetworkInterface).find((one) => one.Attachment?.InstanceId === node1)?.NetworkInterfaceId ?? '';
const [group] = objectsOf(world.aws.SecurityGroup).filter((one) => one.GroupName !== 'default');
const sg = group?.GroupId ?? '';

describe('what an object is called', () => {
  it('is its node name for an instance that is a node', () => {
    expect(nameOf(world, { plane: 'aws', kind: 'Instance', key: node1 })).toBe('node1');
    expect(namesIn(world, [node1])[node1]).toEqual({ ko: 'node1', en: 'node1' });
  });

  it('is the group name with the id for a security group, since a rule is written to the id', () => {
    expect(namesIn(world, [sg])[sg]).toEqual({ ko: `${group?.GroupName}(${sg})`, en: `${group?.GroupName} (${sg})` });
  });

  it('is whose it is for an interface without a name', () => {
    const short = `${eni.slice(0, 7)}…${eni.slice(-3)}`;
    expect(namesIn(world, [eni])[eni]).toEqual({ ko: `node1의 ${short}`, en: `${short} of node1` });
  });

  it('is the Name tag for a gateway, and the tag with the id where two share it', () => {
    const tagged = entered(
      world,
      'aws ec2 create-internet-gateway --tag-specifications ResourceType=internet-gateway,Tags=[{Key=Name,Value=gate}]',
    ).world;
    const twice = entered(
      tagged,
      'aws ec2 create-internet-gateway --tag-specifications ResourceType=internet-gateway,Tags=[{Key=Name,Value=gate}]',
    ).world;
    const ids = objectsOf(twice.aws.InternetGateway).flatMap((one) => (one.Tags?.some((tag) => tag.Value === 'gate') ? [one.InternetGatewayId] : []));
    const [id = ''] = ids.filter((one) => objectsOf(tagged.aws.InternetGateway).some((known) => known.InternetGatewayId === one));
    expect(namesIn(tagged, [id])[id]).toEqual({ ko: 'gate', en: 'gate' });
    expect(namesIn(twice, [id])[id]).toEqual({ ko: `gate(${id})`, en: `gate (${id})` });
  });

  it('is put into values wherever the id stands, and leaves other text alone', () => {
    const names = namesIn(world, [`0.0.0.0/0 → ${node1}`, ['x', node1], 5]);
    expect(withNames({ route: `0.0.0.0/0 → ${node1}`, list: ['x', node1], port: 5, gone: 'i-0123456789abcdef0' }, names, 'ko')).toEqual({
      route: '0.0.0.0/0 → node1',
      list: ['x', 'node1'],
      port: 5,
      gone: 'i-0123456789abcdef0',
    });
  });
});

/** `kubectl describe configmap`. https://github.com/kubernetes/kubectl/blob/master/pkg/describe/describe.go (ConfigMapDescriber) */
import type { ConfigMap } from '../../../engine/cluster/configmap.ts';
import type { World } from '../../../engine/world.ts';
import { eventLines, head, type Line } from './describe-writer.ts';
import type { Stored } from './objects.ts';

export function describeConfigMap(world: World, configMap: ConfigMap): Line[] {
  const { data = {}, binaryData = {} } = configMap;
  const texts = Object.entries(data).sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    ...head(configMap as unknown as Stored, { namespaced: true }),
    [0, ''],
    [0, 'Data'],
    [0, '===='],
    ...texts.flatMap(([key, value]): Line[] => [[0, `${key}:`], [0, '----'], ...value.split('\n').map((text): Line => [0, text]), [0, '']]),
    [0, ''],
    [0, 'BinaryData'],
    [0, '===='],
    ...Object.entries(binaryData).map(([key, value]): Line => [0, `${key}: ${Math.floor((String(value).length * 3) / 4)} bytes`]),
    [0, ''],
    ...eventLines(world, configMap as unknown as Stored),
  ];
}

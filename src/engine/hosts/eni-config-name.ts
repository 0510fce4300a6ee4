/** Which ENIConfig a node takes. https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/eniconfig/eniconfig.go (GetNodeSpecificENIConfigName) */
import type { IpamdSettings } from './ipamd-settings.ts';

type Marks = { readonly labels?: { readonly [key: string]: string }; readonly annotations?: { readonly [key: string]: string } };

/** The label that wins over everything, then the annotation, then the label, then `default`. */
export function eniConfigName(
  { labels = {}, annotations = {} }: Marks,
  { eniConfigLabel, eniConfigAnnotation }: Pick<IpamdSettings, 'eniConfigLabel' | 'eniConfigAnnotation'>,
): string {
  return labels['vpc.amazonaws.com/externalEniConfig'] ?? annotations[eniConfigAnnotation] ?? labels[eniConfigLabel] ?? 'default';
}

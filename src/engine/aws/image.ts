/**
 * The public machine images of a Region, as the parameters of Systems Manager name them.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html
 */
import { sha1 } from '../sha1.ts';
import type { World } from '../world.ts';

export type Image = {
  readonly ImageId: string;
  readonly Architecture: 'x86_64' | 'arm64';
  readonly Name: string;
  readonly Description: string;
  readonly OwnerId: string;
  /** Of images that AWS itself publishes. */
  readonly ImageOwnerAlias?: 'amazon';
  readonly CreationDate: string;
  /** The parameters that hold its id. */
  readonly parameters: readonly string[];
};

type Family = {
  readonly about: string;
  readonly owner: string;
  readonly published: string;
  /** Its name and its parameters; `ARCH` stands for how each spells the architecture. */
  readonly name: string;
  readonly parameters: readonly string[];
  readonly spelled?: { readonly x86_64: string; readonly arm64: string };
};

const AMAZON = '137112412989';
const CANONICAL = '099720109477';
const LATEST = '/aws/service/ami-amazon-linux-latest';
const UBUNTU = { x86_64: 'amd64', arm64: 'arm64' };

const FAMILIES: readonly Family[] = [
  {
    about: 'Amazon Linux 2023 AMI 2023.9.20251110.1 ARCH HVM kernel-6.1',
    owner: AMAZON,
    published: '2025-11-10T21:04:16.000Z',
    name: 'al2023-ami-2023.9.20251110.1-kernel-6.1-ARCH',
    parameters: [`${LATEST}/al2023-ami-kernel-default-ARCH`, `${LATEST}/al2023-ami-kernel-6.1-ARCH`],
  },
  {
    about: 'Amazon Linux 2023 AMI 2023.9.20251110.1 ARCH Minimal HVM kernel-6.1',
    owner: AMAZON,
    published: '2025-11-10T21:04:21.000Z',
    name: 'al2023-ami-minimal-2023.9.20251110.1-kernel-6.1-ARCH',
    parameters: [`${LATEST}/al2023-ami-minimal-kernel-default-ARCH`, `${LATEST}/al2023-ami-minimal-kernel-6.1-ARCH`],
  },
  {
    about: 'Amazon Linux 2 AMI 2.0.20251110.1 ARCH HVM gp2',
    owner: AMAZON,
    published: '2025-11-11T00:31:08.000Z',
    name: 'amzn2-ami-hvm-2.0.20251110.1-ARCH-gp2',
    parameters: [`${LATEST}/amzn2-ami-hvm-ARCH-gp2`],
  },
  {
    about: 'Canonical, Ubuntu, 24.04, ARCH noble image',
    owner: CANONICAL,
    published: '2025-10-22T12:46:35.000Z',
    name: 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-ARCH-server-20251022',
    parameters: ['/aws/service/canonical/ubuntu/server/24.04/stable/current/ARCH/hvm/ebs-gp3/ami-id'],
    spelled: UBUNTU,
  },
  {
    about: 'Canonical, Ubuntu, 22.04, ARCH jammy image',
    owner: CANONICAL,
    published: '2025-10-15T08:12:02.000Z',
    name: 'ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-ARCH-server-20251015',
    parameters: ['/aws/service/canonical/ubuntu/server/22.04/stable/current/ARCH/hvm/ebs-gp2/ami-id'],
    spelled: UBUNTU,
  },
];

/** The images of the Region, in ascending order of id: each Region has ids of its own. */
export function imagesOf(region: string): readonly Image[] {
  const all = FAMILIES.flatMap((family) => (['x86_64', 'arm64'] as const).map((architecture) => imageOf(region, family, architecture)));
  return all.sort((one, other) => (one.ImageId < other.ImageId ? -1 : 1));
}

function imageOf(region: string, family: Family, Architecture: Image['Architecture']): Image {
  const fill = (text: string) => text.replaceAll('ARCH', family.spelled?.[Architecture] ?? Architecture);
  const Name = fill(family.name);
  return {
    ImageId: `ami-0${sha1(`${region} ${Name}`).slice(0, 16)}`,
    Architecture,
    Name,
    Description: fill(family.about),
    OwnerId: family.owner,
    ...(family.owner === AMAZON ? { ImageOwnerAlias: 'amazon' } : {}),
    CreationDate: family.published,
    parameters: family.parameters.map(fill),
  };
}

/** The id that a public parameter holds, or undefined. */
export function imageIdAt(world: World, parameter: string): string | undefined {
  return imagesOf(world.region).find(({ parameters }) => parameters.includes(parameter))?.ImageId;
}

/** Whether it is an image of a plain operating system, on which no kubelet is installed. */
export function isPlainImage(world: World, ImageId: string): boolean {
  return imagesOf(world.region).some((image) => image.ImageId === ImageId);
}

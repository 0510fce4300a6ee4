/** Machine images and the public parameters that hold their ids. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html */
import type { World } from '../world.ts';
import { withOffset } from './aws-time.ts';
import { type FilterInput, matchesPattern } from './describe.ts';
import { type Image, imageIdAt, imagesOf } from './image.ts';
import { operation } from './operation.ts';
import { type Refusal, refuse } from './refusal.ts';
import { boolean, FILTERS, integer, string, strings } from './shape.ts';

const FILTER_VALUES: { readonly [name: string]: (image: Image) => string | undefined } = {
  architecture: ({ Architecture }) => Architecture,
  'creation-date': ({ CreationDate }) => CreationDate,
  description: ({ Description }) => Description,
  'ena-support': () => 'true',
  hypervisor: () => 'xen',
  'image-id': ({ ImageId }) => ImageId,
  'image-type': () => 'machine',
  'is-public': () => 'true',
  name: ({ Name }) => Name,
  'owner-alias': ({ ImageOwnerAlias }) => ImageOwnerAlias,
  'owner-id': ({ OwnerId }) => OwnerId,
  'root-device-type': () => 'ebs',
  state: () => 'available',
  'virtualization-type': () => 'hvm',
};

const describeImages = operation({
  service: 'ec2',
  name: 'DescribeImages',
  kind: null,
  writes: false,
  summary: { ko: '머신 이미지(AMI)를 보여 줍니다.', en: 'Shows machine images (AMIs).' },
  pages: 'Images',
  members: {
    ExecutableUsers: strings,
    ImageIds: strings,
    Owners: strings,
    IncludeDeprecated: boolean,
    MaxResults: integer,
    NextToken: string,
    Filters: FILTERS,
  },
  run: ({ world, input }) => {
    const { ImageIds = [], Owners = [], Filters = [] } = input;
    const wrong = ImageIds.map((id) => checkImageId(world, id)).find((refusal) => refusal !== null) ?? checkFilters(Filters);
    if (wrong !== null) return wrong;
    const shown = imagesOf(world.region).filter(
      (image) => (ImageIds.length === 0 || ImageIds.includes(image.ImageId)) && isOwned(image, Owners) && passes(image, Filters),
    );
    return { output: { Images: shown.map(show) } };
  },
});

/** Null when there is such an image in the Region. An image that an instance of the world runs from exists too. */
export function checkImageId(world: World, id: string): Refusal | null {
  if (!/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id))
    return refuse('InvalidAMIID.Malformed', `Invalid id: "${id}"${id.startsWith('ami-') ? '' : ' (expecting "ami-...")'}`);
  return imagesOf(world.region).some(({ ImageId }) => ImageId === id)
    ? null
    : refuse('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`);
}

function checkFilters(filters: readonly FilterInput[]): Refusal | null {
  const unknown = filters.find(({ Name = '' }) => FILTER_VALUES[Name] === undefined);
  return unknown === undefined ? null : refuse('InvalidParameterValue', `The filter '${unknown.Name ?? ''}' is invalid`);
}

function isOwned({ ImageOwnerAlias, OwnerId }: Image, owners: readonly string[]): boolean {
  return owners.length === 0 || owners.some((owner) => owner === OwnerId || owner === ImageOwnerAlias);
}

function passes(image: Image, filters: readonly FilterInput[]): boolean {
  return filters.every(({ Name = '', Values = [] }) => {
    const value = FILTER_VALUES[Name]?.(image);
    return value !== undefined && Values.some((pattern) => matchesPattern(pattern, value));
  });
}

function show({ parameters: _parameters, ...image }: Image): object {
  const { ImageOwnerAlias, ...others } = image;
  return {
    PlatformDetails: 'Linux/UNIX',
    UsageOperation: 'RunInstances',
    EnaSupport: true,
    Hypervisor: 'xen',
    ...(ImageOwnerAlias === undefined ? {} : { ImageOwnerAlias }),
    RootDeviceType: 'ebs',
    VirtualizationType: 'hvm',
    State: 'available',
    Public: true,
    ImageType: 'machine',
    ...others,
  };
}

const getParameter = operation({
  service: 'ssm',
  name: 'GetParameter',
  kind: null,
  writes: false,
  summary: {
    ko: '파라미터의 값을 보여 줍니다. AMI의 공개 파라미터가 있습니다.',
    en: 'Shows the value of a parameter: the public ones of AMIs are here.',
  },
  members: { Name: { ...string, required: true }, WithDecryption: boolean },
  run: ({ world, input: { Name } }) => {
    const Parameter = parameterAt(world, Name);
    return Parameter === null ? refuse('ParameterNotFound', '') : { output: { Parameter } };
  },
});

const getParameters = operation({
  service: 'ssm',
  name: 'GetParameters',
  kind: null,
  writes: false,
  summary: { ko: '여러 파라미터의 값을 보여 줍니다.', en: 'Shows the values of several parameters.' },
  members: { Names: { ...strings, required: true }, WithDecryption: boolean },
  run: ({ world, input: { Names } }) => {
    const found = Names.flatMap((name) => parameterAt(world, name) ?? []);
    return { output: { Parameters: found, InvalidParameters: Names.filter((name) => parameterAt(world, name) === null) } };
  },
});

function parameterAt(world: World, Name: string): object | null {
  const Value = imageIdAt(world, Name);
  if (Value === undefined) return null;
  const published = imagesOf(world.region).find(({ ImageId }) => ImageId === Value)?.CreationDate ?? '';
  return {
    Name,
    Type: 'String',
    Value,
    Version: 1,
    LastModifiedDate: withOffset(published) ?? '',
    ARN: `arn:aws:ssm:${world.region}::parameter${Name}`,
    DataType: 'aws:ec2:image',
  };
}

export const imageOperations = [describeImages, getParameter, getParameters];

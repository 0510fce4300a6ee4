/** Operations on add-ons. https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html */
import { sha1 } from '../../sha1.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { boolean, idOf, string } from '../shape.ts';
import { addonOf, addonsOf, type EksAddon, eksAddon } from './addon.ts';
import { ADDON_VERSIONS, isAddon, isAddonElsewhere } from './addon-versions.ts';
import { findCluster, invalid, standingCluster } from './cluster-request.ts';
import { type EksUpdate, eksUpdate } from './update.ts';
import { uuid } from './uuid.ts';

const clusterName = { ...idOf('EksCluster'), required: true } as const;
const addonName = { ...string, required: true } as const;

/** What an add-on is created and updated with. */
const SETTINGS = {
  clusterName,
  addonName,
  addonVersion: string,
  resolveConflicts: { type: 'string', values: ['OVERWRITE', 'NONE', 'PRESERVE'] },
  configurationValues: string,
  serviceAccountRoleArn: string,
} as const;

const createAddon = operation({
  service: 'eks',
  name: 'CreateAddon',
  kind: 'EksAddon',
  writes: true,
  summary: { ko: '클러스터에 애드온을 설치합니다.', en: 'Installs an add-on in a cluster.' },
  members: SETTINGS,
  run: ({ world, input }) => {
    const cluster = standingCluster(world, input.clusterName);
    if (isRefusal(cluster)) return cluster;
    const { addonName: name, configurationValues, serviceAccountRoleArn } = input;
    if (isAddonElsewhere(name)) return refuse('UnsupportedOperation', `Add-on ${name} is real, and it is not simulated.`);
    if (!isAddon(name)) return invalid(`Addon ${name} specified is not supported in ${cluster.version} kubernetes version`);
    const version = input.addonVersion ?? ADDON_VERSIONS[name];
    if (version !== ADDON_VERSIONS[name]) return invalid(`Addon version specified is not supported`);
    if (addonOf(world, cluster.name, name) !== undefined) return refuse('ResourceInUseException', 'Addon already exists.', 409);
    const wrong = configurationValues === undefined ? null : checkValues(configurationValues);
    if (wrong !== null) return wrong;
    const id = uuid(sha1(`${cluster.arn} ${name} ${world.now}`));
    const addon: EksAddon = {
      addonName: name,
      clusterName: cluster.name,
      status: 'CREATING',
      addonVersion: version,
      health: { issues: [] },
      addonArn: `arn:aws:eks:${world.region}:${world.account}:addon/${cluster.name}/${name}/${id}`,
      createdAt: timestamp(world.now),
      modifiedAt: timestamp(world.now),
      ...(configurationValues === undefined ? {} : { configurationValues }),
      ...(serviceAccountRoleArn === undefined ? {} : { serviceAccountRoleArn }),
      since: world.now,
    };
    return { effects: [store('EksAddon', addon)], output: { addon: eksAddon.describe.show(addon, world) } };
  },
});

function checkValues(text: string): Refusal | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return null;
  } catch {
    // Answered below, as for JSON that is no object.
  }
  return invalid('ConfigurationValue provided in request is not supported: Json schema validation failed with error: [$: object expected]');
}

function addonAt(world: World, cluster: string, name: string): EksAddon | Refusal {
  const found = findCluster(world, cluster);
  if (isRefusal(found)) return found;
  return addonOf(world, cluster, name) ?? refuse('ResourceNotFoundException', `No addon: ${name} found in cluster: ${cluster}`, 404);
}

const describeAddon = operation({
  service: 'eks',
  name: 'DescribeAddon',
  kind: 'EksAddon',
  writes: false,
  summary: { ko: '애드온과 그 상태를 보여 줍니다.', en: 'Shows an add-on and its health.' },
  members: { clusterName, addonName },
  run: ({ world, input }) => {
    const addon = addonAt(world, input.clusterName, input.addonName);
    return isRefusal(addon) ? addon : { output: { addon: eksAddon.describe.show(addon, world) } };
  },
});

const listAddons = operation({
  service: 'eks',
  name: 'ListAddons',
  kind: 'EksAddon',
  writes: false,
  summary: { ko: '클러스터의 애드온을 늘어놓습니다.', en: 'Lists the add-ons of a cluster.' },
  members: { clusterName },
  pages: 'addons',
  run: ({ world, input }) => {
    const cluster = findCluster(world, input.clusterName);
    return isRefusal(cluster) ? cluster : { output: { addons: addonsOf(world, cluster.name).map((addon) => addon.addonName) } };
  },
});

const updateAddon = operation({
  service: 'eks',
  name: 'UpdateAddon',
  kind: 'EksAddon',
  writes: true,
  summary: { ko: '애드온의 설정이나 버전을 바꿉니다.', en: 'Changes the configuration or the version of an add-on.' },
  members: SETTINGS,
  run: ({ world, input: { configurationValues, serviceAccountRoleArn, ...input }, as }) => {
    const addon = addonAt(world, input.clusterName, input.addonName);
    if (isRefusal(addon)) return addon;
    if (addon.status !== 'ACTIVE' && addon.status !== 'DEGRADED') {
      return refuse('ResourceInUseException', `Addon ${addon.addonName} cannot be updated as it is currently in ${addon.status} state`, 409);
    }
    const version = input.addonVersion ?? addon.addonVersion;
    if (version !== addon.addonVersion) return invalid('Addon version specified is not supported');
    const wrong = configurationValues === undefined ? null : checkValues(configurationValues);
    if (wrong !== null) return wrong;
    const given = {
      AddonVersion: input.addonVersion,
      ServiceAccountRoleArn: serviceAccountRoleArn,
      ResolveConflicts: input.resolveConflicts,
      ConfigurationValues: configurationValues,
    };
    const params = Object.entries(given).flatMap(([type, value]) => (value === undefined ? [] : [{ type, value }]));
    const drawn = mintDigits(world, as, ['eks-update']);
    const update: EksUpdate = {
      id: uuid(drawn.digits[0] as string),
      status: 'InProgress',
      type: 'AddonUpdate',
      params,
      createdAt: timestamp(world.now),
      errors: [],
      clusterName: addon.clusterName,
      addonName: addon.addonName,
      change: {},
      since: world.now,
    };
    const values = {
      ...(configurationValues === undefined ? {} : { configurationValues }),
      ...(serviceAccountRoleArn === undefined ? {} : { serviceAccountRoleArn }),
    };
    const updating: EksAddon = { ...addon, ...values, status: 'UPDATING', modifiedAt: timestamp(world.now), since: world.now };
    return {
      world: drawn.world,
      effects: [store('EksUpdate', update), store('EksAddon', updating)],
      output: { update: eksUpdate.describe.show(update, world) },
    };
  },
});

const deleteAddon = operation({
  service: 'eks',
  name: 'DeleteAddon',
  kind: 'EksAddon',
  writes: true,
  summary: { ko: '애드온을 지웁니다.', en: 'Deletes an add-on.' },
  members: { clusterName, addonName, preserve: boolean },
  run: ({ world, input }) => {
    const addon = addonAt(world, input.clusterName, input.addonName);
    if (isRefusal(addon)) return addon;
    const deleting: EksAddon = { ...addon, status: 'DELETING', since: world.now, ...(input.preserve === true ? { preserve: true } : {}) };
    return { effects: [store('EksAddon', deleting)], output: { addon: eksAddon.describe.show(deleting, world) } };
  },
});

/** What EKS writes down about an add-on once it has looked at the cluster. */
const advanceAddon = operation({
  service: 'eks',
  name: 'AdvanceAddon',
  kind: 'EksAddon',
  writes: true,
  internal: true,
  summary: { ko: '애드온을 다음 상태로 옮깁니다.', en: 'Takes an add-on to its next state.' },
  members: {
    addonArn: { ...string, required: true },
    status: { type: 'string', values: ['ACTIVE', 'DEGRADED', 'gone'] },
    code: string,
    message: string,
  },
  run: ({ world, input }) => {
    const addon = objectAt(world.aws.EksAddon, input.addonArn);
    if (addon === undefined || input.status === 'gone') return { effects: [erase('EksAddon', input.addonArn)], output: {} };
    const issues = input.code === undefined ? [] : [{ code: input.code, message: input.message ?? '', resourceIds: [] }];
    const status = (input.status ?? 'ACTIVE') as EksAddon['status'];
    return { effects: [store('EksAddon', { ...addon, status, health: { issues }, since: world.now })], output: {} };
  },
});

const describeAddonVersions = operation({
  service: 'eks',
  name: 'DescribeAddonVersions',
  kind: null,
  writes: false,
  summary: { ko: '쓸 수 있는 애드온 버전을 보여 줍니다.', en: 'Shows the versions of add-ons there are.' },
  members: { addonName: string, kubernetesVersion: string },
  pages: 'addons',
  run: ({ input }) => {
    const names = Object.keys(ADDON_VERSIONS).filter((name) => input.addonName === undefined || input.addonName === name);
    const addons = names.filter(isAddon).map((name) => ({
      addonName: name,
      type: 'networking',
      addonVersions: [{ addonVersion: ADDON_VERSIONS[name], architecture: ['amd64', 'arm64'] }],
      publisher: 'eks',
      owner: 'aws',
    }));
    return { output: { addons } };
  },
});

export const addonOperations = [createAddon, describeAddon, listAddons, updateAddon, deleteAddon, describeAddonVersions, advanceAddon];

/** `max-pods`: how many pods a node of a type takes, and how the number comes about. */
import { limitsOf } from '../../engine/aws/instance-limits.ts';
import { calculatedMaxPods, capOf, type MaxPodsOptions, maxPodsSum, readCniVersion } from '../../engine/planning/max-pods.ts';
import { EXPRESSION_NAMES, type ExpressionFault, evaluateMaxPods } from '../../engine/planning/max-pods-expression.ts';
import { unknownType } from '../../engine/planning/plan.ts';
import type { Text } from '../../engine/text.ts';
import { type Complaints, noComplaints, note, numberOf } from './complaints.ts';
import { type Answered, type Given, isGiven, lastOf } from './definition.ts';

type Known = NonNullable<ReturnType<typeof limitsOf>>;
type One = { readonly value: object; readonly text: Text };

/** The numbers; nothing where a type or a value cannot be used. */
export function answerMaxPods(given: Given): Answered {
  const complaints = noComplaints(given);
  const types = given.operands.map((type) => knownType(complaints, type)).filter((type) => type !== null);
  const options = optionsOf(complaints, given);
  const expression = lastOf(given, '--expression');
  const all = isGiven(given, '--show-max-allowed');
  const answers =
    complaints.all.length > 0
      ? []
      : types.map((type) => (expression === undefined ? calculated(type, options, all) : evaluated(complaints, type, expression)));
  if (complaints.all.length > 0) return { wrong: complaints.all };
  const found = answers.filter((answer) => answer !== null);
  return {
    text: (lang) => found.map(({ text }) => text[lang]).join('\n'),
    value: () => ({ types: found.map(({ value }) => value) }),
    yes: true,
    remarks: [],
    planned: null,
  };
}

/** The limits of a type, or null with a complaint that names what may have been meant. */
function knownType(complaints: Complaints, type: string): Known | null {
  return limitsOf(type) ?? note(complaints, ...unknownType(type));
}

function optionsOf(complaints: Complaints, given: Given): MaxPodsOptions {
  const maxEnis = numberOf(complaints, lastOf(given, '--max-enis'), { flag: '--max-enis', least: 1, most: 1000 }, undefined);
  const reservedEnis = numberOf(complaints, lastOf(given, '--reserved-enis'), { flag: '--reserved-enis', least: 0, most: 1000 }, 0);
  const cniVersion = lastOf(given, '--cni-version');
  if (cniVersion !== undefined && readCniVersion(cniVersion) === null) {
    note(
      complaints,
      { ko: `--cni-version: \`${cniVersion}\` 값은 버전이 아닙니다.`, en: `--cni-version \`${cniVersion}\` is no version.` },
      { ko: '`1.19.0`처럼 쓰세요.', en: 'Write it as `1.19.0`.' },
    );
  }
  return {
    prefixDelegation: isGiven(given, '--prefix-delegation'),
    customNetworking: isGiven(given, '--custom-networking'),
    ...(maxEnis == null ? {} : { maxEnis }),
    reservedEnis: reservedEnis ?? 0,
    ...(cniVersion === undefined ? {} : { cniVersion }),
  };
}

function calculated(type: Known, options: MaxPodsOptions, showMaxAllowed: boolean): One {
  const capacity = { enis: type.enis, ipv4PerEni: type.ipv4PerEni, nitro: type.hypervisor === 'nitro' };
  const sum = maxPodsSum(capacity, options);
  const cap = type.vcpus === undefined ? null : capOf(type.vcpus);
  const pods = type.vcpus === undefined ? sum.pods : calculatedMaxPods({ ...capacity, vcpus: type.vcpus }, { ...options, showMaxAllowed });
  const formula = `${sum.enis} * ${sum.slots}${sum.factor === 1 ? '' : ` * ${sum.factor}`} + 2 = ${sum.pods}`;
  const capped = !showMaxAllowed && cap !== null && sum.pods > cap;
  const why = sum.noPrefixes !== null ? NO_PREFIXES[sum.noPrefixes] : cap === null && !showMaxAllowed ? UNCAPPED : null;
  const how: Text = {
    ko: `ENI ${sum.enis}개, ENI마다 보조 주소 ${sum.slots}개: ${formula}${capped ? `, vCPU ${type.vcpus}개의 상한 ${cap}` : ''}${why === null ? '' : `. ${why.ko}`}`,
    en: `ENIs: ${sum.enis}, secondary addresses of each: ${sum.slots}: ${formula}${capped ? `, capped at ${cap} for ${type.vcpus} vCPUs` : ''}${why === null ? '' : `. ${why.en}`}`,
  };
  return {
    value: {
      type: type.InstanceType,
      maxPods: pods,
      uncapped: sum.pods,
      cap: showMaxAllowed ? null : cap,
      enis: sum.enis,
      slotsPerEni: sum.slots,
      addressesPerSlot: sum.factor,
    },
    text: { ko: `${type.InstanceType}  ${pods}  (${how.ko})`, en: `${type.InstanceType}  ${pods}  (${how.en})` },
  };
}

function evaluated(complaints: Complaints, type: Known, expression: string): One | null {
  const { enis, ipv4PerEni } = type;
  const plain = maxPodsSum({ enis, ipv4PerEni, nitro: true }).pods;
  const values = { default_enis: enis, ips_per_eni: ipv4PerEni, max_pods: plain, vcpus: type.vcpus ?? 0, memory_mib: type.memory ?? 0 };
  const result = evaluateMaxPods(expression, values);
  if ('pods' in result) {
    return {
      value: { type: type.InstanceType, maxPods: result.pods, expression, standard: plain },
      text: {
        ko: `${type.InstanceType}  ${result.pods}  (식의 값, 식이 없으면 ${plain})`,
        en: `${type.InstanceType}  ${result.pods}  (by the expression; ${plain} without it)`,
      },
    };
  }
  const what = FAULTS[result.wrong];
  const where = { ko: `${result.at + 1}번째 글자`, en: `character ${result.at + 1}` };
  return note(
    complaints,
    { ko: `--expression: ${what.ko} (${where.ko}, \`${result.what}\`)`, en: `--expression: ${what.en} (${where.en}, \`${result.what}\`)` },
    {
      ko: `nodeadm은 식을 버리고 ${type.InstanceType} 타입에 ${plain} 값을 씁니다.`,
      en: `nodeadm drops the expression and uses ${plain} for ${type.InstanceType}.`,
    },
  );
}

const NO_PREFIXES = {
  'not-nitro': { ko: 'Nitro가 아니라서 접두사를 쓰지 못합니다', en: 'It is not Nitro, so prefixes do not count' },
  'old-cni': { ko: '접두사는 CNI 1.9부터 씁니다', en: 'Prefixes need CNI 1.9' },
} satisfies Readonly<Record<string, Text>>;

const UNCAPPED: Text = { ko: 'vCPU 수를 몰라 상한을 두지 않았습니다', en: 'Its vCPUs are not known, so no cap applies' };

const FAULTS: { readonly [F in ExpressionFault]: Text } = {
  syntax: { ko: '읽을 수 없는 식입니다', en: 'the expression cannot be read' },
  'unknown-name': {
    ko: `모르는 이름입니다. 쓸 수 있는 이름: ${EXPRESSION_NAMES.join(', ')}`,
    en: `the name is not known. Names: ${EXPRESSION_NAMES.join(', ')}`,
  },
  types: { ko: '연산자에 맞지 않는 타입입니다', en: 'the operator does not take this type' },
  overflow: { ko: '64비트 정수를 넘습니다', en: 'it exceeds a 64-bit integer' },
  'division-by-zero': { ko: '0으로 나눕니다', en: 'it divides by zero' },
  'not-a-number': { ko: '값이 수가 아닙니다', en: 'its value is no number' },
  'out-of-range': { ko: '값이 1~2147483647 밖입니다', en: 'its value is not from 1 to 2147483647' },
};

/** Which table routes an attachment, and which tables know its blocks. https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html */

import type { Text } from '../text.ts';
import type { World } from '../world.ts';
import { store } from './effects.ts';
import { find } from './find.ts';
import { type Operation, operation } from './operation.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { idOf } from './shape.ts';
import { associatedTableOf, type TransitGatewayVpcAttachment } from './transit-gateway-attachment.ts';
import { apart } from './transit-gateway-route-operations.ts';
import type { TransitGatewayRouteTable } from './transit-gateway-route-table.ts';

const BOTH = {
  TransitGatewayRouteTableId: { ...idOf('TransitGatewayRouteTable'), required: true },
  TransitGatewayAttachmentId: { ...idOf('TransitGatewayVpcAttachment'), required: true },
} as const;

type Pair = { readonly table: TransitGatewayRouteTable; readonly attachment: TransitGatewayVpcAttachment };
type Change = {
  readonly name: string;
  readonly summary: Text;
  readonly list: 'Associations' | 'Propagations';
  readonly adds: boolean;
  readonly answer: 'Association' | 'Propagation';
  readonly state: string;
};

/** The four operations differ in the list, in whether they add, and in what they say. */
function change({ name, summary, list, adds, answer, state }: Change): Operation {
  return operation({
    service: 'ec2',
    name,
    kind: 'TransitGatewayRouteTable',
    writes: true,
    summary,
    members: BOTH,
    run: ({ world, input }) => {
      const pair = pairOf(world, input);
      if (isRefusal(pair)) return pair;
      const { table, attachment } = pair;
      const id = attachment.TransitGatewayAttachmentId;
      const wrong = adds ? checkAdded(world, pair, list) : checkHeld(pair, list);
      if (wrong !== null) return wrong;
      const ids = adds ? [...table[list], id] : table[list].filter((each) => each !== id);
      const said = {
        TransitGatewayRouteTableId: table.TransitGatewayRouteTableId,
        TransitGatewayAttachmentId: id,
        ResourceId: attachment.VpcId,
        ResourceType: 'vpc',
        State: state,
      };
      return { effects: [store('TransitGatewayRouteTable', { ...table, [list]: ids })], output: { [answer]: said } };
    },
  });
}

function pairOf(world: World, input: { readonly [M in keyof typeof BOTH]: string }): Pair | Refusal {
  const table = find(world, 'TransitGatewayRouteTable', input.TransitGatewayRouteTableId);
  if (isRefusal(table)) return table;
  const attachment = find(world, 'TransitGatewayVpcAttachment', input.TransitGatewayAttachmentId);
  if (isRefusal(attachment)) return attachment;
  if (attachment.TransitGatewayId !== table.TransitGatewayId) return apart(attachment.TransitGatewayAttachmentId, table);
  return attachment.State === 'available'
    ? { table, attachment }
    : refuse('IncorrectState', `${attachment.TransitGatewayAttachmentId} is in invalid state`);
}

function checkAdded(world: World, { table, attachment }: Pair, list: Change['list']): Refusal | null {
  const id = attachment.TransitGatewayAttachmentId;
  if (list === 'Associations') {
    const held = associatedTableOf(world, id);
    if (held === undefined) return null;
    return refuse('Resource.AlreadyAssociated', `Transit Gateway Attachment ${id} is already associated to a route table.`);
  }
  if (!table.Propagations.includes(id)) return null;
  const where = `route table ${table.TransitGatewayRouteTableId}`;
  return refuse('TransitGatewayRouteTablePropagation.Duplicate', `Propagation from ${id} to ${where} is already enabled.`);
}

function checkHeld({ table, attachment }: Pair, list: Change['list']): Refusal | null {
  const id = attachment.TransitGatewayAttachmentId;
  if (table[list].includes(id)) return null;
  const where = `route table ${table.TransitGatewayRouteTableId}`;
  return list === 'Associations'
    ? refuse('InvalidAssociation.NotFound', `No association of ${id} with ${where}.`)
    : refuse('TransitGatewayRouteTablePropagation.NotFound', `No propagation from ${id} to ${where}.`);
}

function list(name: string, summary: Text, { of, member }: { readonly of: Change['list']; readonly member: string }): Operation {
  return operation({
    service: 'ec2',
    name,
    kind: 'TransitGatewayRouteTable',
    writes: false,
    summary,
    pages: member,
    members: { TransitGatewayRouteTableId: BOTH.TransitGatewayRouteTableId },
    run: ({ world, input }) => {
      const table = find(world, 'TransitGatewayRouteTable', input.TransitGatewayRouteTableId);
      if (isRefusal(table)) return table;
      const shown = table[of].flatMap((id) => {
        const attachment = find(world, 'TransitGatewayVpcAttachment', id);
        if (isRefusal(attachment)) return [];
        const State = of === 'Associations' ? 'associated' : 'enabled';
        return [{ TransitGatewayAttachmentId: id, ResourceId: attachment.VpcId, ResourceType: 'vpc', State }];
      });
      return { output: { [member]: shown } };
    },
  });
}

export const transitGatewayAssociationOperations = [
  change({
    name: 'AssociateTransitGatewayRouteTable',
    summary: { ko: '연결에서 나오는 트래픽을 라우팅할 테이블을 정합니다.', en: 'Decides which table routes what comes out of an attachment.' },
    list: 'Associations',
    adds: true,
    answer: 'Association',
    state: 'associating',
  }),
  change({
    name: 'DisassociateTransitGatewayRouteTable',
    summary: { ko: '연결과 테이블의 관계를 끊습니다.', en: 'Ends the association of an attachment with a table.' },
    list: 'Associations',
    adds: false,
    answer: 'Association',
    state: 'disassociating',
  }),
  change({
    name: 'EnableTransitGatewayRouteTablePropagation',
    summary: { ko: '연결된 VPC의 블록을 테이블에 전파합니다.', en: 'Lets a table know the blocks behind an attachment.' },
    list: 'Propagations',
    adds: true,
    answer: 'Propagation',
    state: 'enabled',
  }),
  change({
    name: 'DisableTransitGatewayRouteTablePropagation',
    summary: { ko: '연결된 VPC의 블록을 더는 전파하지 않습니다.', en: 'Takes the blocks behind an attachment out of a table.' },
    list: 'Propagations',
    adds: false,
    answer: 'Propagation',
    state: 'disabled',
  }),
  list(
    'GetTransitGatewayRouteTableAssociations',
    { ko: '테이블에 연관된 연결을 보여 줍니다.', en: 'Shows the attachments that are associated with a table.' },
    { of: 'Associations', member: 'Associations' },
  ),
  list(
    'GetTransitGatewayRouteTablePropagations',
    { ko: '테이블로 전파하는 연결을 보여 줍니다.', en: 'Shows the attachments that propagate to a table.' },
    { of: 'Propagations', member: 'TransitGatewayRouteTablePropagations' },
  ),
];

import type { InternetGateway as Model } from '@aws-sdk/client-ec2';
import type { SpelledAs, Tag } from './spelling.ts';

export type InternetGateway = SpelledAs<
  Model,
  {
    readonly InternetGatewayId: string;
    readonly OwnerId: string;
    readonly Attachments: readonly { readonly VpcId: string; readonly State: 'available' | 'attached' }[];
    readonly Tags: readonly Tag[];
  }
>;

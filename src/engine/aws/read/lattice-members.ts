/** The members that `get-*` and `list-*` of `aws vpc-lattice` print for each kind. https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/ */
const COMMON = ['id', 'arn', 'name', 'createdAt', 'lastUpdatedAt', 'tags'] as const;
const STATUS = ['status', 'failureCode', 'failureMessage'] as const;
const ENDS = ['serviceNetworkId', 'serviceNetworkName', 'serviceNetworkArn', 'createdBy'] as const;

export const LATTICE_MEMBERS = {
  LatticeServiceNetwork: [
    ...COMMON,
    ...['authType', 'authPolicy', 'sharingConfig', 'numberOfAssociatedVPCs', 'numberOfAssociatedServices'],
    'numberOfAssociatedResourceConfigurations',
  ],
  LatticeService: [...COMMON, ...STATUS, 'authType', 'authPolicy', 'customDomainName', 'certificateArn', 'dnsEntry'],
  LatticeVpcAssociation: [...COMMON, ...STATUS, ...ENDS, 'vpcId', 'securityGroupIds', 'privateDnsEnabled', 'dnsOptions'],
  LatticeServiceAssociation: [...COMMON, ...STATUS, ...ENDS, 'serviceId', 'serviceName', 'serviceArn', 'dnsEntry', 'customDomainName'],
  LatticeListener: [...COMMON, 'protocol', 'port', 'serviceId', 'serviceArn', 'defaultAction'],
  LatticeRule: [...COMMON, 'isDefault', 'priority', 'match', 'action', 'listenerId'],
  LatticeTargetGroup: [
    ...COMMON,
    ...STATUS,
    ...['type', 'config', 'targets', 'serviceArns', 'port', 'protocol', 'ipAddressType', 'vpcIdentifier', 'lambdaEventStructureVersion'],
  ],
} satisfies { readonly [kind: string]: readonly string[] };

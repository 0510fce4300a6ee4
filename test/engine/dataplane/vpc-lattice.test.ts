import { describe, expect, it } from 'vitest';
import type { Session } from '../../../src/shell/session.ts';
import { connectionOf, expectTrace } from '../../support/expect-trace.ts';
import { CLIENT, CLIENT_VPC, entered, FROM_CLIENT, OPEN, overlapping, printed, SHOP } from '../../support/lattice-world.ts';

const AT = `instance/${CLIENT}`;

function shop(...more: readonly string[]): Session {
  return entered(overlapping(), [...SHOP, ...OPEN, ...more]);
}

function name(session: Session): string {
  return session.variables?.NAME ?? '';
}

/** Both legs of the call: to the service, and on to a target. */
function legs(session: Session, from = AT) {
  return connectionOf(session.world, from, `url:http://${name(session)}/`).legs;
}

describe('a service of VPC Lattice', () => {
  it('has a name that resolves to a link-local address, in every VPC and beyond', () => {
    const session = shop();
    for (const origin of [FROM_CLIENT, session.origin]) expect(printed(session, 'dig +short $NAME', origin)).toMatch(/^169\.254\.171\.\d+\n$/);
    expect(printed(session, 'dig +short $NAME AAAA', FROM_CLIENT)).toMatch(/^fd00:ec2:80::[0-9a-f:]+\n$/);
  });

  it('is called across VPCs of one and the same range, and its targets see a link-local address', () => {
    const session = shop();
    expect(printed(session, 'curl -sS http://$NAME/', FROM_CLIENT)).toMatch(/^webapp-\S+ saw client 169\.254\.171\.\d+\n$/);
    expectTrace(session.world, AT, `url:http://${name(session)}/`)
      .answers()
      .passes('vpc-lattice', 'network-acl', 'security-group')
      .says('LATTICE_TAKES_ANSWER');
    expect(legs(session)).toHaveLength(2);
  });

  it('is out of reach from a VPC without an association, whatever its default route', () => {
    const session = shop();
    expect(printed(session, 'curl -sS -m 3 http://$NAME/', { from: 'pod', pod: 'default/toolbox' })).toContain('curl: (28)');
    expectTrace(session.world, 'pod/default/toolbox', `url:http://${name(session)}/`).fails('timed-out', 'LATTICE_VPC_NOT_ASSOCIATED');
  });

  it('answers pods once their own VPC is associated: from the address of their node', () => {
    const session = shop('aws vpc-lattice create-service-network-vpc-association --service-network-identifier $SN --vpc-identifier $VPC', 'wait 5m');
    expect(printed(session, 'curl -sS http://$NAME/', { from: 'pod', pod: 'default/toolbox' })).toMatch(
      /^webapp-\S+ saw client 169\.254\.171\.\d+\n$/,
    );
  });

  it('needs the groups of its targets to admit the prefix list, health checks included', () => {
    const closed = entered(overlapping(), SHOP);
    expect(printed(closed, 'aws vpc-lattice list-targets --target-group-identifier $TG --query "items[].status" --output text')).toBe(
      'UNHEALTHY\tUNHEALTHY\n',
    );
    expect(printed(closed, 'curl -sS -o /dev/null -w "%{http_code}" http://$NAME/', FROM_CLIENT)).toContain('504');
    expectTrace(closed.world, AT, `url:http://${name(closed)}/`).fails('timed-out', 'ENI_SG_RULES_MISMATCH');
    expect(printed(shop(), 'aws vpc-lattice list-targets --target-group-identifier $TG --query "items[].status" --output text')).toBe(
      'HEALTHY\tHEALTHY\n',
    );
  });

  it('takes only what the groups of the association allow', () => {
    const groups = `GROUP=$(aws ec2 create-security-group --group-name lattice --description lattice --vpc-id ${CLIENT_VPC} --query GroupId --output text)`;
    const guarded = shop(
      groups,
      'aws vpc-lattice delete-service-network-vpc-association --service-network-vpc-association-identifier $SNVA',
      'wait 1m',
      `SNVA=$(aws vpc-lattice create-service-network-vpc-association --service-network-identifier $SN --vpc-identifier ${CLIENT_VPC} --security-group-ids $GROUP --query id --output text)`,
      'wait 5m',
    );
    expectTrace(guarded.world, AT, `url:http://${name(guarded)}/`).fails('timed-out', 'LATTICE_ASSOCIATION_RULES_MISMATCH');
    const opened = entered(
      guarded.world,
      ['aws ec2 authorize-security-group-ingress --group-id $GROUP --protocol tcp --port 80 --cidr 192.168.7.0/24'],
      guarded.variables,
    );
    expect(legs(opened)[0]?.branches[0]?.request.map(({ because }) => because)).toContain('LATTICE_ASSOCIATION_ALLOWS');
    expect(printed(opened, 'curl -sS http://$NAME/', FROM_CLIENT)).toContain('saw client 169.254.171.');
  });

  it('needs the outbound rules of the client to admit the prefix list', () => {
    const cut = shop(
      `OWN=$(aws ec2 describe-instances --instance-ids ${CLIENT} --query "Reservations[0].Instances[0].SecurityGroups[0].GroupId" --output text)`,
      'aws ec2 revoke-security-group-egress --group-id $OWN --protocol all --cidr 0.0.0.0/0',
    );
    expectTrace(cut.world, AT, `url:http://${name(cut)}/`).fails('timed-out', 'ENI_SG_EGRESS_RULES_MISMATCH');
    const permission = 'IpProtocol=tcp,FromPort=80,ToPort=80,PrefixListIds=[{PrefixListId=$PL}]';
    const allowed = entered(cut.world, [`aws ec2 authorize-security-group-egress --group-id $OWN --ip-permissions ${permission}`], cut.variables);
    expect(printed(allowed, 'curl -sS http://$NAME/', FROM_CLIENT)).toContain('saw client 169.254.171.');
  });

  it('drops calls of a port that no listener has, and of a service that left the network', () => {
    const session = shop();
    expectTrace(session.world, AT, `url:http://${name(session)}:8080/`).fails('timed-out', 'LATTICE_LISTENERS_MISMATCH');
    const left = entered(
      session.world,
      [
        'SNSA=$(aws vpc-lattice list-service-network-service-associations --service-network-identifier $SN --query "items[0].id" --output text)',
        'aws vpc-lattice delete-service-network-service-association --service-network-service-association-identifier $SNSA',
        'wait 1m',
      ],
      session.variables,
    );
    expectTrace(left.world, AT, `url:http://${name(left)}/`).fails('timed-out', 'LATTICE_SERVICE_NOT_IN_NETWORK');
  });

  it('splits requests between target groups by weight', () => {
    const weighted = shop(
      'TG2=$(aws vpc-lattice create-target-group --name shop-next --type IP --config port=9376,protocol=HTTP,vpcIdentifier=$VPC --query id --output text)',
      'aws vpc-lattice register-targets --target-group-identifier $TG2 --targets id=192.168.64.7',
      'LSN=$(aws vpc-lattice list-listeners --service-identifier $SVC --query "items[0].id" --output text)',
      'aws vpc-lattice update-listener --service-identifier $SVC --listener-identifier $LSN --default-action "forward={targetGroups=[{targetGroupIdentifier=$TG,weight=75},{targetGroupIdentifier=$TG2,weight=25}]}"',
      'wait 5m',
    );
    const shares = legs(weighted)[1]?.branches.map(({ share }) => share.of / share.outOf) ?? [];
    expect(shares.sort()).toEqual([0.25, 0.375, 0.375]);
  });

  it('refuses unsigned requests where the auth type is AWS_IAM, unless a policy allows everyone', () => {
    const guarded = shop('aws vpc-lattice update-service --service-identifier $SVC --auth-type AWS_IAM');
    expect(printed(guarded, 'curl -sS http://$NAME/', FROM_CLIENT)).toMatch(
      /^AccessDeniedException: User: anonymous is not authorized to perform: vpc-lattice-svcs:Invoke on resource: arn:aws:vpc-lattice:\S+\/ because no service-based policy allows/,
    );
    const policy = (vpc: string) =>
      `aws vpc-lattice put-auth-policy --resource-identifier $SVC --policy '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"vpc-lattice-svcs:Invoke","Resource":"*","Condition":{"StringEquals":{"vpc-lattice-svcs:SourceVpc":"${vpc}"}}}]}'`;
    const allowed = entered(guarded.world, [policy(CLIENT_VPC)], guarded.variables);
    expect(printed(allowed, 'curl -sS http://$NAME/', FROM_CLIENT)).toContain('saw client');
    const other = entered(guarded.world, [policy('vpc-0123456789abcdef0')], guarded.variables);
    expect(printed(other, 'curl -sS http://$NAME/', FROM_CLIENT)).toContain('AccessDeniedException');
  });

  it('sends by rules in the order of their priorities', () => {
    const ruled = shop(
      'LSN=$(aws vpc-lattice list-listeners --service-identifier $SVC --query "items[0].id" --output text)',
      'aws vpc-lattice create-rule --service-identifier $SVC --listener-identifier $LSN --name none --priority 10 --match "httpMatch={pathMatch={match={prefix=/admin}}}" --action fixedResponse={statusCode=404}',
    );
    expect(printed(ruled, 'curl -sS -o /dev/null -w "%{http_code}" http://$NAME/admin/x', FROM_CLIENT)).toContain('404');
    expect(printed(ruled, 'curl -sS http://$NAME/', FROM_CLIENT)).toContain('saw client');
  });
});

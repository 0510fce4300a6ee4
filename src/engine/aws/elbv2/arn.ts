/** The names of things of Elastic Load Balancing: ARNs whose last parts say what they belong to. */
import type { World } from '../../world.ts';

type Resource = 'loadbalancer' | 'listener' | 'listener-rule' | 'targetgroup';

/** `arn:aws:elasticloadbalancing:REGION:ACCOUNT:RESOURCE/PATH`. */
export function elbArn(world: World, resource: Resource, path: string): string {
  return `arn:aws:elasticloadbalancing:${world.region}:${world.account}:${resource}/${path}`;
}

/** What follows the resource type: `net/NAME/ID` of a load balancer, `net/NAME/ID/LISTENER` of its listener. */
export function pathOfArn(arn: string): string {
  return arn.slice(arn.indexOf('/') + 1);
}

/** Whether the text is an ARN of this resource. */
export function isElbArn(resource: Resource, text: string): boolean {
  return new RegExp(`^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\\d*:${resource}/.+`).test(text);
}

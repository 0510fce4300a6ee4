/** Refusals of the AWS APIs as the AWS SDK for Go words them in errors. */

import { uuid } from '../../../aws/eks/uuid.ts';
import { sha1 } from '../../../sha1.ts';
import type { ApiError } from '../../../verb.ts';

/** `operation error SERVICE: OPERATION, https response error …, api error CODE: MESSAGE`. */
export function requestFailed(
  service: string,
  operation: string,
  { code, message, http = 403 }: { readonly code: string; readonly message: string; readonly http?: number },
): string {
  const id = uuid(sha1(`${operation} ${code} ${message}`));
  return `operation error ${service}: ${operation}, https response error StatusCode: ${http}, RequestID: ${id}, api error ${code}: ${message}`;
}

/** The refusal of a call that a reconcile made. */
export function sdkError(error: ApiError): string {
  if (error.plane === 'cluster') return error.message;
  const ofEc2 = /SecurityGroup|Subnet|Tags$/.test(error.operation) && !/^Set/.test(error.operation);
  // Elastic Load Balancing answers with this code; https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html
  const code = error.code === 'AccessDeniedException' ? 'AccessDenied' : error.code;
  return requestFailed(ofEc2 ? 'EC2' : 'Elastic Load Balancing v2', error.operation, { code, message: error.message, http: error.http });
}

import { describe, expect, it } from 'vitest';
import { imageName } from '../../../src/engine/lab/image/image-name.ts';

describe('the name of an image', () => {
  // https://github.com/distribution/reference/blob/main/normalize_test.go
  it.each([
    ['nginx', 'docker.io/library/nginx:latest', 'registry-1.docker.io'],
    ['nicolaka/netshoot:v0.13', 'docker.io/nicolaka/netshoot:v0.13', 'registry-1.docker.io'],
    ['public.ecr.aws/nginx/nginx:1.27', 'public.ecr.aws/nginx/nginx:1.27', 'public.ecr.aws'],
    ['localhost:5000/app', 'localhost:5000/app:latest', 'localhost:5000'],
    [
      '602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/coredns:v1.12.1-eksbuild.2',
      '602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/coredns:v1.12.1-eksbuild.2',
      '602401143452.dkr.ecr.us-west-2.amazonaws.com',
    ],
  ])('%s is %s, pulled from %s', (reference, full, host) => {
    expect(imageName(reference)).toMatchObject({ full, host });
  });

  it('tells the account of a registry of Amazon ECR, and registries of which nothing is known', () => {
    expect(imageName('602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/coredns:v1').account).toBe('602401143452');
    expect(imageName('registry.example.com/app:1')).toMatchObject({ account: null, known: false });
  });
});

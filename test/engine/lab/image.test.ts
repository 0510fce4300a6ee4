import { describe, expect, it } from 'vitest';
import { repositoryOf } from '../../../src/engine/lab/image/image.ts';
import { endsOnTerm, isKnown, listenersOf, programsOf, serve } from '../../../src/engine/lab/image/index.ts';

const REQUEST = { port: 80, method: 'GET', path: '/', hostname: 'web-0', client: '192.168.0.9' };

function ports(image: string, env: Readonly<Record<string, string>> = {}, run: { command?: string[]; args?: string[] } = {}): string[] {
  return listenersOf(image, env, run).map(({ protocol, port }) => `${port}/${protocol}`);
}

describe('an image reference', () => {
  // https://github.com/distribution/reference: [registry[:port]/]path[:tag][@digest]
  it.each([
    ['nginx', 'nginx'],
    ['nginx:1.29', 'nginx'],
    ['docker.io/library/nginx:latest', 'nginx'],
    ['public.ecr.aws/nginx/nginx@sha256:abc', 'nginx/nginx'],
    ['localhost:5000/ekslab/webapp:1', 'ekslab/webapp'],
    ['602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/coredns:v1.12.1', 'eks/coredns'],
  ])('%s names repository %s', (reference, repository) => {
    expect(repositoryOf(reference)).toBe(repository);
  });
});

describe('what a container listens on', () => {
  it('comes from its image', () => {
    expect(ports('nginx:1.29')).toEqual(['80/tcp']);
    expect(ports('ekslab/backend:1')).toEqual(['9376/tcp', '9377/tcp']);
    expect(ports('registry.k8s.io/pause:3.10')).toEqual([]);
    expect(ports('602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/coredns:v1.12.1')).toEqual(expect.arrayContaining(['53/udp', '53/tcp']));
  });

  it('of the course’s webapp is its PORT', () => {
    expect(ports('ekslab/webapp:1')).toEqual(['9376/tcp']);
    expect(ports('ekslab/webapp:1', { PORT: '8080' })).toEqual(['8080/tcp']);
    expect(ports('ekslab/webapp:1', { PORT: 'http' })).toEqual(['9376/tcp']);
  });

  it('of http-echo is what its arguments say', () => {
    expect(ports('hashicorp/http-echo', {}, { args: ['-listen=:8080', '-text=hi'] })).toEqual(['8080/tcp']);
  });

  it('is nothing when it runs something else, and nothing when nobody knows the image', () => {
    expect(ports('nginx:1.29', {}, { command: ['sleep', '3600'] })).toEqual([]);
    expect(ports('example.com/thing:1')).toEqual([]);
    expect(isKnown('example.com/thing:1')).toBe(false);
  });
});

describe('a program', () => {
  it('answers what its image answers', () => {
    expect(serve('nginx', REQUEST, {}).body).toMatch(/Welcome to nginx!/);
    expect(serve('nginx', { ...REQUEST, path: '/missing' }, {})).toMatchObject({ status: 404, reason: 'Not Found' });
    expect(serve('ekslab/webapp:1', REQUEST, {}).body).toBe('web-0 saw client 192.168.0.9\n');
    expect(serve('hashicorp/http-echo', REQUEST, {}, { args: ['-text', 'hi'] }).body).toBe('hi\n');
  });

  it('ends when it is told to, unless it is a shell or sleep', () => {
    expect(endsOnTerm('nginx')).toBe(true);
    expect(endsOnTerm('nginx', { command: ['sleep', 'infinity'] })).toBe(false);
    expect(endsOnTerm('nicolaka/netshoot')).toBe(false);
  });

  it('for looking around lies in the toolboxes', () => {
    expect(programsOf('nicolaka/netshoot:v0.13')).toEqual(expect.arrayContaining(['curl', 'nslookup', 'dig']));
    expect(programsOf('busybox')).toEqual(expect.arrayContaining(['nslookup', 'wget', 'ping']));
    expect(programsOf('busybox')).not.toContain('curl');
  });
});

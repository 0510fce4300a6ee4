import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.{ts,tsx}'],
    setupFiles: ['test/support/setup.ts'],
    reporters: ['default', './test/support/reporter.ts'],
    // The e2e tests start real terminals: on two cores a slow start is no failure.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A real terminal under load may miss a beat once; what is wrong fails twice.
    retry: process.env.CI === undefined ? 0 : 1,
    unstubEnvs: true,
  },
});

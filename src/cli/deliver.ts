/** What an entry point has made, where it was asked to go: standard output, or a file. */
import { writeFileSync } from 'node:fs';
import { type Call, complain, type ExitStatus, print } from './call.ts';

/** 0 when it is delivered, 2 when the file cannot be written. */
export function deliver(call: Call, text: string, to: string | undefined): ExitStatus {
  if (to === undefined) {
    print(call, text);
    return 0;
  }
  try {
    writeFileSync(to, text);
    return 0;
  } catch (error) {
    const code = (error as { readonly code?: string }).code ?? 'EIO';
    return complain(call, {
      ko: `${to} 파일에 쓰지 못했습니다(${code}). 경로와 권한을 확인하세요.`,
      en: `the file ${to} cannot be written (${code}). Check its path and its permissions.`,
    });
  }
}

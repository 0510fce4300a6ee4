/** The release whose defaults, log lines and errors these are. https://github.com/eksctl-io/eksctl/releases */
export const VERSION = '0.207.0';

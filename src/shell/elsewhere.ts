/** Real tools that people reach for and the lab has no model of: what to use in their place. */
import { fillBoth, type Text } from '../engine/text.ts';

/** What the lab has instead, or null for a name that no such tool has. */
export function insteadOf(tool: string): Text | null {
  const found = Object.entries(INSTEAD).find(([names]) => names.split(' ').includes(tool));
  return found === undefined ? null : fillBoth(found[1], { tool });
}

const INSTEAD: { readonly [names: string]: Text } = {
  'tcpdump tshark wireshark termshark': {
    ko: '실습실에는 {tool} 명령이 없습니다. `trace`가 패킷이 지난 홉을 모두 보여 줍니다.',
    en: 'Not modelled: {tool}. `trace` shows every hop that a packet has passed.',
  },
  'traceroute tracepath mtr': {
    ko: '실습실에는 {tool} 명령이 없습니다. `trace 출발지 목적지`로 길을 보세요. 예: `trace pod/toolbox internet`',
    en: 'Not modelled: {tool}. See the way with `trace FROM TO`, for instance `trace pod/toolbox internet`.',
  },
  'telnet nc ncat netcat socat': {
    ko: '실습실에는 {tool} 명령이 없습니다. `curl --max-time 2 http://주소:포트`로, 파드에서는 `nc -zv 호스트 포트`로 연결해 보세요.',
    en: 'Not modelled here: {tool}. Connect with `curl --max-time 2 http://ADDRESS:PORT`, or in a pod with `nc -zv HOST PORT`.',
  },
  'nmap masscan': {
    ko: '실습실에는 {tool} 명령이 없습니다. `reach`가 누가 누구에게 연결되는지 보여 줍니다.',
    en: 'Not modelled: {tool}. `reach` shows who connects to whom.',
  },
  'ip iptables ip6tables iptables-save ip6tables-save ss sysctl conntrack arp journalctl': {
    ko: '{tool} 명령은 노드에서 실행합니다. `node 노드 -- {tool}`로 쓰세요.',
    en: '{tool} runs on a node: `node NAME -- {tool}`.',
  },
  'netstat ifconfig route brctl nft ipvsadm ethtool': {
    ko: '실습실에는 {tool} 명령이 없습니다. 노드에서는 `node 노드 -- ip addr`, `ip route`, `ss`, `iptables-save`를 쓰세요.',
    en: 'Not modelled: {tool}. On a node there are `node NAME -- ip addr`, `ip route`, `ss` and `iptables-save`.',
  },
  'systemctl service': {
    ko: '실습실에는 {tool} 명령이 없습니다. kubelet이 남긴 기록은 `node 노드 -- journalctl -u kubelet`으로 보세요.',
    en: 'Not modelled: {tool}. See what the kubelet has logged with `node NAME -- journalctl -u kubelet`.',
  },
  'ssh sudo su nsenter': {
    ko: '실습실에는 {tool} 명령이 없습니다. 노드에서 실행할 명령은 `node 노드 -- 명령`으로 쓰세요.',
    en: 'Not modelled: {tool}. What is to run on a node is written `node NAME -- COMMAND`.',
  },
  'docker crictl ctr nerdctl podman containerd': {
    ko: '실습실에는 {tool} 명령이 없습니다. 파드는 `kubectl get pods -o wide`와 `kubectl exec`로 보세요.',
    en: 'Not modelled: {tool}. See pods with `kubectl get pods -o wide` and `kubectl exec`.',
  },
  'terraform tofu pulumi cdk sam': {
    ko: '실습실에는 {tool} 명령이 없습니다. `aws`와 `eksctl` 명령으로 만드세요.',
    en: 'Not modelled: {tool}. Build with `aws` and `eksctl`.',
  },
  'vi vim nvim nano emacs ed code': {
    ko: '이 셸에는 파일이 없습니다. 매니페스트는 `kubectl apply -f - <<EOF` 뒤에 쓰고 `EOF` 줄로 끝내세요.',
    en: 'This shell has no files. Write a manifest behind `kubectl apply -f - <<EOF`, and end it with a line `EOF`.',
  },
  'istioctl linkerd cilium calicoctl hubble': {
    ko: '실습실에는 {tool} 명령이 없습니다. 정책과 연결은 `kubectl get networkpolicy`와 `reach`로 보세요.',
    en: 'Not modelled: {tool}. See policies and connections with `kubectl get networkpolicy` and `reach`.',
  },
  'kubectx kubens': {
    ko: '실습실에는 {tool} 명령이 없습니다. `kubectl -n 네임스페이스`를 쓰세요.',
    en: 'Not modelled: {tool}. Write `kubectl -n NAMESPACE`.',
  },
  'k9s lens stern': {
    ko: '실습실에는 {tool} 명령이 없습니다. `kubectl get`과 `kubectl describe`를 쓰세요.',
    en: 'Not modelled: {tool}. Use `kubectl get` and `kubectl describe`.',
  },
  'awk gawk sed perl python python3 xargs tee paste': {
    ko: '실습실에는 {tool} 명령이 없습니다. 출력은 `grep`, `cut`, `tr`, `head`, `-o jsonpath`, `--query`로 고르고, 되풀이는 `for`로 쓰세요.',
    en: 'Not modelled: {tool}. Pick from outputs with `grep`, `cut`, `tr`, `head`, `-o jsonpath` or `--query`, and repeat with `for`.',
  },
  'jq yq': {
    ko: '실습실에는 {tool} 명령이 없습니다. `kubectl -o jsonpath`와 `aws --query`를 쓰세요.',
    en: 'Not modelled: {tool}. Use `kubectl -o jsonpath` and `aws --query`.',
  },
  watch: {
    ko: '실습실에는 {tool} 명령이 없습니다. `wait 1m`으로 시간을 보내고 다시 보거나 `kubectl get -w`를 쓰세요.',
    en: 'Not modelled: {tool}. Let time pass with `wait 1m` and look again, or use `kubectl get -w`.',
  },
  'less more most bat': { ko: '실습실에는 {tool} 명령이 없습니다. `head`와 `tail`을 쓰세요.', en: 'Not modelled: {tool}. Use `head` and `tail`.' },
  'ls cd pwd mkdir rm cp mv touch chmod find': {
    ko: '이 셸에는 파일이 없습니다. 오브젝트는 `kubectl get`과 `aws`로 보세요.',
    en: 'This shell has no files. See objects with `kubectl get` and `aws`.',
  },
  'ps top htop kill lsof free df': {
    ko: '실습실에는 {tool} 명령이 없습니다. 노드에서는 `node 노드 -- journalctl`과 `ss`를 쓰세요.',
    en: 'Not modelled: {tool}. On a node there are `node NAME -- journalctl` and `ss`.',
  },
  'k alias': {
    ko: '별명은 없습니다. `kubectl`을 다 쓰세요. Tab 키가 채워 줍니다.',
    en: 'There are no aliases. Write `kubectl` in full. The Tab key completes it.',
  },
  'psql mysql redis-cli': {
    ko: '실습실에는 {tool} 명령이 없습니다. 데이터베이스까지 가는 길은 파드에서 `nc -zv 호스트 포트`로 확인하세요.',
    en: 'Not modelled: {tool}. See whether a database can be reached with `nc -zv HOST PORT` in a pod.',
  },
  'man info tldr': { ko: '`help 명령`이 명령을 설명합니다.', en: '`help COMMAND` explains a command.' },
  'host getent drill': {
    ko: '실습실에는 {tool} 명령이 없습니다. `dig`나 `nslookup`을 쓰세요.',
    en: 'Not modelled: {tool}. Use `dig` or `nslookup`.',
  },
};

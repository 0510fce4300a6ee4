/**
 * How many places a packet may be at: beyond that its time to live is over, and tables send it in a circle. Linux starts packets
 * with a time to live of 64 (net.ipv4.ip_default_ttl), and the Route Analyzer of AWS gives up after 64 hops.
 * https://docs.aws.amazon.com/networkmanager/latest/APIReference/API_RouteAnalysisCompletion.html
 */
export const MOST_HOPS = 64;

/**
 * Operations that AWS has and this lab does not, so that one of them is told from a typing error.
 * From the service models of EC2 and EKS (AWS SDK for JavaScript v3).
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const OPERATIONS_NOT_SIMULATED: { readonly [service: string]: readonly string[] } = {
  ec2: words(`
    accept-address-transfer accept-capacity-reservation-billing-ownership accept-reserved-instances-exchange-quote
    accept-transit-gateway-client-vpn-attachment accept-transit-gateway-multicast-domain-associations accept-transit-gateway-peering-attachment
    accept-transit-gateway-vpc-attachment accept-vpc-endpoint-connections advertise-byoip-cidr allocate-hosts allocate-ipam-pool-cidr
    apply-security-groups-to-client-vpn-target-network assign-private-nat-gateway-address associate-application-status-check
    associate-capacity-reservation-billing-owner associate-client-vpn-target-network associate-enclave-certificate-iam-role
    associate-iam-instance-profile associate-instance-event-window associate-ipam-byoasn associate-ipam-resource-discovery
    associate-nat-gateway-address associate-networking-flex-cost-allocation-policy associate-route-server associate-security-group-vpc
    associate-transit-gateway-multicast-domain associate-transit-gateway-policy-table associate-trunk-interface attach-classic-link-vpc
    attach-image-watermark attach-verified-access-trust-provider attach-volume authorize-client-vpn-ingress
    batch-modify-ipam-routing-policy-registrations bundle-instance cancel-bundle-task cancel-capacity-reservation
    cancel-capacity-reservation-fleets cancel-conversion-task cancel-declarative-policies-report cancel-export-task
    cancel-image-launch-permission cancel-import-task cancel-reserved-instances-listing cancel-spot-fleet-requests cancel-spot-instance-requests
    confirm-product-instance copy-fpga-image copy-image copy-snapshot copy-volumes create-application-status-check
    create-capacity-manager-data-export create-capacity-reservation create-capacity-reservation-by-splitting
    create-capacity-reservation-cancellation-quote create-capacity-reservation-date-change-quote create-capacity-reservation-fleet
    create-carrier-gateway create-client-vpn-endpoint create-client-vpn-route create-coip-cidr create-coip-pool 
    create-default-subnet create-delegate-mac-volume-ownership-task create-fleet create-flow-logs create-fpga-image create-image
    create-image-usage-report create-instance-connect-endpoint create-instance-event-window create-instance-export-task
    create-interruptible-capacity-reservation-allocation create-ipam create-ipam-external-resource-verification-token
    create-ipam-internet-registry-association create-ipam-policy create-ipam-pool create-ipam-prefix-list-resolver
    create-ipam-prefix-list-resolver-target create-ipam-resource-discovery create-ipam-routing-policy-registration create-ipam-scope
    create-key-pair create-launch-template create-launch-template-version create-local-gateway-route create-local-gateway-route-table
    create-local-gateway-route-table-virtual-interface-group-association create-local-gateway-route-table-vpc-association
    create-local-gateway-virtual-interface create-local-gateway-virtual-interface-group create-mac-system-integrity-protection-modification-task
    create-metric-category create-network-insights-access-scope create-network-insights-path create-network-interface-permission
    create-networking-flex-cost-allocation-policy create-placement-group create-public-ipv4-pool create-replace-root-volume-task
    create-reserved-instances-listing create-restore-image-task create-route-server create-route-server-endpoint create-route-server-peer
    create-secondary-network create-secondary-subnet create-snapshot create-snapshots create-spot-datafeed-subscription create-store-image-task
    create-traffic-mirror-filter create-traffic-mirror-filter-rule create-traffic-mirror-session create-traffic-mirror-target
    create-transit-gateway-connect create-transit-gateway-connect-peer create-transit-gateway-metering-policy
    create-transit-gateway-metering-policy-entry create-transit-gateway-multicast-domain create-transit-gateway-peering-attachment
    create-transit-gateway-policy-table create-transit-gateway-policy-table-entry create-transit-gateway-prefix-list-reference
    create-transit-gateway-route-table-announcement create-verified-access-endpoint create-verified-access-group create-verified-access-instance
    create-verified-access-trust-provider create-volume create-vpc-block-public-access-exclusion create-vpc-encryption-control
    create-vpc-endpoint-connection-notification create-vpc-endpoint-service-configuration create-vpn-concentrator 
    delete-application-status-check delete-capacity-manager-data-export delete-carrier-gateway
    delete-client-vpn-endpoint delete-client-vpn-endpoint-authorization-policy delete-client-vpn-route delete-coip-cidr delete-coip-pool
    delete-fleets delete-flow-logs delete-fpga-image delete-image-usage-report delete-instance-connect-endpoint
    delete-instance-event-window delete-ipam delete-ipam-external-resource-verification-token delete-ipam-internet-registry-association
    delete-ipam-policy delete-ipam-pool delete-ipam-prefix-list-resolver delete-ipam-prefix-list-resolver-target delete-ipam-resource-discovery
    delete-ipam-routing-policy-registration delete-ipam-scope delete-key-pair delete-launch-template delete-launch-template-versions
    delete-local-gateway-route delete-local-gateway-route-table delete-local-gateway-route-table-virtual-interface-group-association
    delete-local-gateway-route-table-vpc-association delete-local-gateway-virtual-interface delete-local-gateway-virtual-interface-group
    delete-metric-category delete-network-insights-access-scope delete-network-insights-access-scope-analysis delete-network-insights-analysis
    delete-network-insights-path delete-network-interface-permission delete-networking-flex-cost-allocation-policies delete-placement-group
    delete-public-ipv4-pool delete-queued-reserved-instances delete-route-server delete-route-server-endpoint delete-route-server-peer
    delete-secondary-network delete-secondary-subnet delete-snapshot delete-spot-datafeed-subscription delete-traffic-mirror-filter
    delete-traffic-mirror-filter-rule delete-traffic-mirror-session delete-traffic-mirror-target delete-transit-gateway-client-vpn-attachment
    delete-transit-gateway-connect delete-transit-gateway-connect-peer delete-transit-gateway-metering-policy
    delete-transit-gateway-metering-policy-entry delete-transit-gateway-multicast-domain delete-transit-gateway-peering-attachment
    delete-transit-gateway-policy-table delete-transit-gateway-policy-table-entry delete-transit-gateway-prefix-list-reference
    delete-transit-gateway-route-table-announcement delete-verified-access-endpoint delete-verified-access-group delete-verified-access-instance
    delete-verified-access-trust-provider delete-volume delete-vpc-block-public-access-exclusion delete-vpc-encryption-control
    delete-vpc-endpoint-connection-notifications delete-vpc-endpoint-service-configurations delete-vpn-concentrator 
    deprovision-byoip-cidr deprovision-ipam-byoasn deprovision-ipam-pool-cidr
    deprovision-public-ipv4-pool-cidr deregister-image deregister-instance-event-notification-attributes
    deregister-transit-gateway-multicast-group-members deregister-transit-gateway-multicast-group-sources describe-account-attributes
    describe-account-vpc-encryption-control describe-address-transfers describe-addresses-attribute describe-aggregate-id-format
    describe-application-status describe-application-status-check-associations describe-application-status-checks
    describe-aws-network-performance-metric-subscriptions describe-bundle-tasks describe-byoip-cidrs describe-capacity-block-extension-history
    describe-capacity-block-extension-offerings describe-capacity-block-offerings describe-capacity-block-status describe-capacity-blocks
    describe-capacity-manager-data-exports describe-capacity-reservation-billing-requests describe-capacity-reservation-cancellation-quotes
    describe-capacity-reservation-date-change-quotes describe-capacity-reservation-fleets describe-capacity-reservation-topology
    describe-capacity-reservations describe-carrier-gateways describe-classic-link-instances describe-client-vpn-authorization-rules
    describe-client-vpn-connections describe-client-vpn-endpoints describe-client-vpn-routes describe-client-vpn-target-networks
    describe-coip-pools describe-conversion-tasks describe-declarative-policies-reports describe-elastic-gpus
    describe-export-image-tasks describe-export-tasks describe-fast-launch-images describe-fast-snapshot-restores describe-fleet-history
    describe-fleet-instances describe-fleets describe-flow-logs describe-fpga-image-attribute describe-fpga-images
    describe-host-reservation-offerings describe-host-reservations describe-hosts describe-iam-instance-profile-associations describe-id-format
    describe-identity-id-format describe-image-attribute describe-image-references describe-image-usage-report-entries
    describe-image-usage-reports  describe-import-image-tasks describe-import-snapshot-tasks 
    describe-instance-connect-endpoints describe-instance-credit-specifications describe-instance-event-notification-attributes
    describe-instance-event-windows describe-instance-image-metadata describe-instance-sql-ha-history-states describe-instance-sql-ha-states
     describe-instance-topology describe-instance-type-offerings describe-ipam-byoasn
    describe-ipam-external-resource-verification-tokens describe-ipam-internet-registry-associations describe-ipam-policies
    describe-ipam-pool-allocations describe-ipam-pools describe-ipam-prefix-list-resolver-targets describe-ipam-prefix-list-resolvers
    describe-ipam-resource-discoveries describe-ipam-resource-discovery-associations describe-ipam-scopes describe-ipams describe-ipv6-pools
    describe-key-pairs describe-launch-template-versions describe-launch-templates
    describe-local-gateway-route-table-virtual-interface-group-associations describe-local-gateway-route-table-vpc-associations
    describe-local-gateway-route-tables describe-local-gateway-virtual-interface-groups describe-local-gateway-virtual-interfaces
    describe-local-gateways describe-locked-snapshots describe-mac-hosts describe-mac-modification-tasks describe-metric-categories
    describe-moving-addresses describe-network-insights-access-scope-analyses describe-network-insights-access-scopes
    describe-network-insights-analyses describe-network-insights-paths describe-network-interface-attribute
    describe-network-interface-permissions describe-networking-flex-cost-allocation-policies
    describe-networking-flex-cost-allocation-policy-associations describe-outpost-lags describe-placement-groups describe-principal-id-format
    describe-public-ipv4-pools describe-regions describe-replace-root-volume-tasks describe-reserved-instances
    describe-reserved-instances-listings describe-reserved-instances-modifications describe-reserved-instances-offerings
    describe-route-server-endpoints describe-route-server-peers describe-route-servers describe-scheduled-instance-availability
    describe-scheduled-instances describe-secondary-interfaces describe-secondary-networks describe-secondary-subnets
    describe-security-group-vpc-associations describe-service-link-virtual-interfaces describe-snapshot-attribute describe-snapshot-tier-status
    describe-snapshots describe-spot-datafeed-subscription describe-spot-fleet-instances describe-spot-fleet-request-history
    describe-spot-fleet-requests describe-spot-instance-requests describe-spot-price-history describe-stale-security-groups
    describe-store-image-tasks describe-tags describe-traffic-mirror-filter-rules describe-traffic-mirror-filters
    describe-traffic-mirror-sessions describe-traffic-mirror-targets describe-transit-gateway-connect-peers describe-transit-gateway-connects
    describe-transit-gateway-metering-policies describe-transit-gateway-multicast-domains describe-transit-gateway-peering-attachments
    describe-transit-gateway-policy-tables describe-transit-gateway-route-table-announcements describe-trunk-interface-associations
    describe-verified-access-endpoints describe-verified-access-groups describe-verified-access-instance-logging-configurations
    describe-verified-access-instances describe-verified-access-trust-providers describe-volume-attribute describe-volume-status
    describe-volumes describe-volumes-modifications describe-vpc-block-public-access-exclusions describe-vpc-block-public-access-options
    describe-vpc-classic-link describe-vpc-classic-link-dns-support describe-vpc-encryption-controls describe-vpc-endpoint-associations
    describe-vpc-endpoint-connection-notifications describe-vpc-endpoint-connections describe-vpc-endpoint-service-configurations
    describe-vpc-endpoint-service-permissions describe-vpn-concentrators detach-classic-link-vpc
    detach-image-watermark detach-verified-access-trust-provider detach-volume disable-address-transfer
    disable-allowed-images-settings disable-application-status-check-suppression disable-aws-network-performance-metric-subscription
    disable-capacity-manager disable-ebs-encryption-by-default disable-fast-launch disable-fast-snapshot-restores disable-image
    disable-image-block-public-access disable-image-deprecation disable-image-deregistration-protection
    disable-instance-sql-ha-standby-detections disable-ipam-organization-admin-account disable-ipam-policy disable-route-server-propagation
    disable-serial-console-access disable-snapshot-block-public-access disable-vpc-classic-link
    disable-vpc-classic-link-dns-support disassociate-application-status-check disassociate-capacity-reservation-billing-owner
    disassociate-client-vpn-target-network disassociate-enclave-certificate-iam-role disassociate-iam-instance-profile
    disassociate-instance-event-window disassociate-ipam-byoasn disassociate-ipam-resource-discovery disassociate-nat-gateway-address
    disassociate-networking-flex-cost-allocation-policy disassociate-route-server disassociate-security-group-vpc
    disassociate-transit-gateway-multicast-domain disassociate-transit-gateway-policy-table disassociate-trunk-interface enable-address-transfer
    enable-allowed-images-settings enable-application-status-check-suppression enable-aws-network-performance-metric-subscription
    enable-capacity-manager enable-ebs-encryption-by-default enable-fast-launch enable-fast-snapshot-restores enable-image
    enable-image-block-public-access enable-image-deprecation enable-image-deregistration-protection enable-instance-sql-ha-standby-detections
    enable-ipam-internet-registry-association enable-ipam-organization-admin-account enable-ipam-policy
    enable-reachability-analyzer-organization-sharing enable-route-server-propagation enable-serial-console-access
    enable-snapshot-block-public-access enable-volume-io enable-vpc-classic-link
    enable-vpc-classic-link-dns-support export-client-vpn-client-certificate-revocation-list export-client-vpn-client-configuration export-image
    export-transit-gateway-routes export-verified-access-instance-client-configuration get-active-vpn-tunnel-status get-allowed-images-settings
    get-associated-enclave-certificate-iam-roles get-associated-ipv6-pool-cidrs get-aws-network-performance-data get-capacity-manager-attributes
    get-capacity-manager-metric-data get-capacity-manager-metric-dimensions get-capacity-manager-monitored-tag-keys
    get-capacity-manager-supportability-scores get-capacity-reservation-usage get-client-vpn-endpoint-authorization-policy get-coip-pool-usage
    get-console-output get-console-screenshot get-declarative-policies-report-summary get-default-credit-specification
    get-ebs-default-kms-key-id get-ebs-encryption-by-default get-enabled-ipam-policy get-flow-logs-integration-template
    get-groups-for-capacity-reservation get-host-reservation-purchase-preview get-image-ancestry get-image-block-public-access-state
    get-image-findings get-instance-metadata-defaults get-instance-tpm-ek-pub get-instance-types-from-instance-requirements
    get-instance-uefi-data get-ipam-address-history get-ipam-discovered-accounts get-ipam-discovered-public-addresses
    get-ipam-discovered-resource-cidrs get-ipam-discovered-routes get-ipam-internet-registry-association-asns
    get-ipam-internet-registry-association-cidrs get-ipam-policy-allocation-rules get-ipam-policy-organization-targets get-ipam-pool-allocations
    get-ipam-pool-cidrs get-ipam-prefix-list-resolver-rules get-ipam-prefix-list-resolver-version-entries get-ipam-prefix-list-resolver-versions
    get-ipam-resource-cidrs get-ipam-route-origin-authorizations get-ipam-route-protection-findings get-ipam-routing-policy-registration-deltas
    get-ipam-routing-policy-registrations get-launch-template-data get-managed-prefix-list-associations get-managed-resource-visibility
    get-network-insights-access-scope-analysis-findings get-network-insights-access-scope-content
    get-networking-flex-cost-allocation-policy-versions get-password-data get-reserved-instances-exchange-quote get-route-server-associations
    get-route-server-propagations get-route-server-routing-database get-security-groups-for-vpc get-serial-console-access-status
    get-snapshot-block-public-access-state get-spot-placement-scores get-transit-gateway-attachment-nat-configuration
    get-transit-gateway-attachment-propagations get-transit-gateway-metering-policy-entries get-transit-gateway-multicast-domain-associations
    get-transit-gateway-policy-table-associations get-transit-gateway-policy-table-entries get-transit-gateway-prefix-list-references
    get-verified-access-endpoint-policy get-verified-access-endpoint-targets get-verified-access-group-policy
    get-vpc-resources-blocking-encryption-enforcement get-vpn-connection-device-sample-configuration get-vpn-connection-device-types
    get-vpn-tunnel-replacement-status import-client-vpn-client-certificate-revocation-list import-image import-instance import-key-pair
    import-snapshot import-volume list-images-in-recycle-bin list-snapshots-in-recycle-bin list-volumes-in-recycle-bin lock-snapshot
    modify-account-vpc-encryption-control modify-address-attribute modify-application-status-check modify-availability-zone-group
    modify-capacity-reservation modify-capacity-reservation-fleet modify-client-vpn-endpoint modify-client-vpn-endpoint-authorization-policy
    modify-default-credit-specification modify-ebs-default-kms-key-id modify-fleet modify-fpga-image-attribute modify-hosts modify-id-format
    modify-identity-id-format modify-image-attribute modify-instance-capacity-reservation-attributes modify-instance-connect-endpoint
    modify-instance-cpu-options modify-instance-credit-specification modify-instance-event-start-time modify-instance-event-window
    modify-instance-maintenance-options modify-instance-metadata-defaults modify-instance-metadata-options
    modify-instance-network-performance-options modify-instance-placement modify-ipam modify-ipam-policy-allocation-rules modify-ipam-pool
    modify-ipam-pool-allocation modify-ipam-prefix-list-resolver modify-ipam-prefix-list-resolver-target modify-ipam-resource-cidr
    modify-ipam-resource-discovery modify-ipam-routing-policy-registration modify-ipam-scope modify-launch-template modify-local-gateway-route
    modify-managed-resource-visibility modify-metric-category modify-networking-flex-cost-allocation-policy modify-private-dns-name-options
    modify-public-ip-dns-name-options modify-reserved-instances modify-route-server modify-snapshot-attribute modify-snapshot-tier
    modify-spot-fleet-request modify-traffic-mirror-filter-network-services modify-traffic-mirror-filter-rule modify-traffic-mirror-session
    modify-transit-gateway modify-transit-gateway-attachment-nat-configuration modify-transit-gateway-metering-policy
    modify-transit-gateway-policy-table-entry modify-transit-gateway-prefix-list-reference modify-verified-access-endpoint
    modify-verified-access-endpoint-policy modify-verified-access-group modify-verified-access-group-policy modify-verified-access-instance
    modify-verified-access-instance-logging-configuration modify-verified-access-trust-provider modify-volume modify-volume-attribute
    modify-vpc-block-public-access-exclusion modify-vpc-block-public-access-options modify-vpc-encryption-control
    modify-vpc-endpoint-connection-notification modify-vpc-endpoint-payer-responsibility modify-vpc-endpoint-service-configuration
    modify-vpc-endpoint-service-payer-responsibility modify-vpc-endpoint-service-permissions modify-vpc-tenancy modify-vpn-connection
    modify-vpn-connection-options modify-vpn-tunnel-certificate modify-vpn-tunnel-options monitor-instances move-address-to-vpc
    move-byoip-cidr-to-ipam move-capacity-reservation-instances provision-byoip-cidr provision-ipam-byoasn provision-ipam-pool-cidr
    provision-public-ipv4-pool-cidr purchase-capacity-block purchase-capacity-block-extension purchase-host-reservation
    purchase-reserved-instances-offering purchase-scheduled-instances  register-image
    register-instance-event-notification-attributes register-transit-gateway-multicast-group-members
    register-transit-gateway-multicast-group-sources reject-capacity-reservation-billing-ownership reject-transit-gateway-client-vpn-attachment
    reject-transit-gateway-multicast-domain-associations reject-transit-gateway-peering-attachment reject-transit-gateway-vpc-attachment
    reject-vpc-endpoint-connections release-hosts release-ipam-pool-allocation replace-iam-instance-profile-association
    replace-image-criteria-in-allowed-images-settings replace-image-instance-type-specification replace-vpn-tunnel report-instance-status
    request-spot-fleet request-spot-instances reset-address-attribute reset-ebs-default-kms-key-id reset-fpga-image-attribute
    reset-image-attribute reset-instance-attribute reset-network-interface-attribute reset-snapshot-attribute restore-address-to-classic
    restore-image-from-recycle-bin restore-managed-prefix-list-version restore-snapshot-from-recycle-bin restore-snapshot-tier
    restore-volume-from-recycle-bin revoke-client-vpn-ingress  run-scheduled-instances search-local-gateway-routes
    search-transit-gateway-multicast-groups send-diagnostic-interrupt start-declarative-policies-report 
    start-network-insights-access-scope-analysis start-network-insights-analysis start-vpc-endpoint-service-private-dns-verification
     terminate-client-vpn-connections  unassign-private-nat-gateway-address unlock-snapshot unmonitor-instances
    update-capacity-manager-monitored-tag-keys update-capacity-manager-organizations-access update-interruptible-capacity-reservation-allocation
    validate-security-group-quotas-for-interface withdraw-byoip-cidr
  `),
  eks: words(`
    activate-certificate-authority associate-encryption-config associate-identity-provider-config cancel-update create-capability
    create-certificate-authority create-eks-anywhere-subscription create-fargate-profile create-pod-identity-association delete-capability
    delete-certificate-authority delete-eks-anywhere-subscription delete-fargate-profile delete-pod-identity-association deregister-cluster
    describe-addon-configuration describe-capability describe-certificate-authority describe-cluster-versions describe-eks-anywhere-subscription
    describe-fargate-profile describe-identity-provider-config describe-insight describe-insights-refresh describe-pod-identity-association
    disassociate-identity-provider-config list-capabilities list-certificate-authorities list-eks-anywhere-subscriptions list-fargate-profiles
    list-identity-provider-configs list-insights list-pod-identity-associations list-tags-for-resource register-cluster start-insights-refresh
    tag-resource untag-resource update-access-entry update-capability update-eks-anywhere-subscription
    update-nodegroup-version update-pod-identity-association get-token
  `),
  iam: words(`
    add-client-id-to-open-id-connect-provider add-user-to-group attach-group-policy attach-user-policy change-password create-access-key
    create-account-alias create-group create-login-profile create-open-id-connect-provider create-policy-version
    create-saml-provider create-service-linked-role create-user create-virtual-mfa-device deactivate-mfa-device delete-access-key
    delete-account-alias delete-group delete-group-policy delete-open-id-connect-provider delete-policy-version
    delete-role-permissions-boundary delete-service-linked-role delete-user delete-user-policy detach-group-policy detach-user-policy
    generate-credential-report generate-service-last-accessed-details get-account-authorization-details get-account-summary
    get-context-keys-for-principal-policy get-group get-open-id-connect-provider get-service-linked-role-deletion-status get-user
    get-user-policy list-access-keys list-account-aliases list-attached-group-policies list-attached-user-policies list-entities-for-policy
    list-group-policies list-groups list-groups-for-user list-instance-profile-tags list-mfa-devices list-open-id-connect-providers
    list-policies-granting-service-access list-policy-tags list-policy-versions list-role-tags list-saml-providers list-user-policies
    list-user-tags list-users put-group-policy put-role-permissions-boundary put-user-permissions-boundary put-user-policy
    remove-user-from-group set-default-policy-version simulate-custom-policy simulate-principal-policy tag-instance-profile tag-policy tag-role
    tag-user untag-instance-profile untag-policy untag-role untag-user update-role update-role-description update-user
  `),
  elbv2: words(`
    add-listener-certificates add-trust-store-revocations create-trust-store delete-shared-trust-store-association delete-trust-store
    describe-account-limits describe-capacity-reservation describe-listener-attributes describe-listener-certificates describe-ssl-policies
    describe-trust-store-associations describe-trust-store-revocations describe-trust-stores get-resource-policy
    get-trust-store-ca-certificates-bundle get-trust-store-revocation-content modify-capacity-reservation modify-ip-pools
    modify-listener-attributes modify-trust-store remove-listener-certificates remove-trust-store-revocations
  `),
  ram: words(`
    accept-resource-share-invitation associate-resource-share-permission create-permission create-permission-version delete-permission
    delete-permission-version disassociate-resource-share-permission enable-sharing-with-aws-organization get-permission
    get-resource-policies get-resource-share-associations get-resource-share-invitations list-pending-invitation-resources
    list-permission-associations list-permission-versions list-permissions list-replace-permission-associations-work
    list-resource-share-permissions list-resource-types promote-permission-created-from-policy
    promote-resource-share-created-from-policy reject-resource-share-invitation replace-permission-associations set-default-permission-version
    tag-resource untag-resource update-resource-share
  `),
  rds: words(`
    add-tags-to-resource create-db-cluster create-db-instance-read-replica create-db-parameter-group create-db-proxy create-db-snapshot
    describe-db-clusters describe-db-engine-versions describe-db-parameter-groups describe-db-proxies describe-db-snapshots
    describe-orderable-db-instance-options list-tags-for-resource modify-db-subnet-group reboot-db-instance remove-tags-from-resource
    restore-db-instance-from-db-snapshot start-db-instance stop-db-instance
  `),
  route53: words(`
    activate-key-signing-key change-cidr-collection change-tags-for-resource create-cidr-collection create-health-check
    create-key-signing-key create-query-logging-config create-reusable-delegation-set create-traffic-policy create-traffic-policy-instance
    create-traffic-policy-version create-vpc-association-authorization deactivate-key-signing-key delete-cidr-collection delete-health-check
    delete-key-signing-key delete-query-logging-config delete-reusable-delegation-set delete-traffic-policy delete-traffic-policy-instance
    delete-vpc-association-authorization disable-hosted-zone-dnssec enable-hosted-zone-dnssec get-account-limit get-change
    get-checker-ip-ranges get-dnssec get-geo-location get-health-check get-health-check-count get-health-check-last-failure-reason
    get-health-check-status get-hosted-zone-count get-hosted-zone-limit get-query-logging-config get-reusable-delegation-set
    get-reusable-delegation-set-limit get-traffic-policy get-traffic-policy-instance get-traffic-policy-instance-count list-cidr-blocks
    list-cidr-collections list-cidr-locations list-geo-locations list-health-checks list-hosted-zones-by-name list-query-logging-configs
    list-reusable-delegation-sets list-tags-for-resource list-tags-for-resources list-traffic-policies list-traffic-policy-instances
    list-traffic-policy-instances-by-hosted-zone list-traffic-policy-instances-by-policy list-traffic-policy-versions
    list-vpc-association-authorizations test-dns-answer update-health-check update-hosted-zone-comment update-traffic-policy-comment
    update-traffic-policy-instance wait
  `),
  route53resolver: words(`
    associate-firewall-rule-group associate-resolver-endpoint-ip-address associate-resolver-query-log-config create-firewall-domain-list
    create-firewall-rule create-firewall-rule-group create-outpost-resolver create-resolver-query-log-config delete-firewall-domain-list
    delete-firewall-rule delete-firewall-rule-group delete-outpost-resolver delete-resolver-query-log-config
    disassociate-firewall-rule-group disassociate-resolver-endpoint-ip-address disassociate-resolver-query-log-config get-firewall-config
    get-firewall-domain-list get-firewall-rule-group get-firewall-rule-group-association get-firewall-rule-group-policy get-outpost-resolver
    get-resolver-config get-resolver-dnssec-config get-resolver-query-log-config get-resolver-query-log-config-association
    get-resolver-query-log-config-policy get-resolver-rule-policy import-firewall-domains list-firewall-configs list-firewall-domain-lists
    list-firewall-domains list-firewall-rule-group-associations list-firewall-rule-groups list-firewall-rules list-outpost-resolvers
    list-resolver-configs list-resolver-dnssec-configs list-resolver-query-log-config-associations list-resolver-query-log-configs
    list-tags-for-resource put-firewall-rule-group-policy put-resolver-query-log-config-policy put-resolver-rule-policy tag-resource
    untag-resource update-firewall-config update-firewall-domains update-firewall-rule update-firewall-rule-group-association
    update-outpost-resolver update-resolver-config update-resolver-dnssec-config update-resolver-endpoint
  `),
  'vpc-lattice': words(`
    batch-update-rule create-access-log-subscription create-resource-configuration create-resource-gateway
    create-service-network-resource-association delete-access-log-subscription delete-domain-verification delete-resource-configuration
    delete-resource-endpoint-association delete-resource-gateway delete-resource-policy delete-service-network-resource-association
    get-access-log-subscription get-domain-verification get-resource-configuration get-resource-gateway get-resource-policy
    get-service-network-resource-association list-access-log-subscriptions list-domain-verifications list-resource-configurations
    list-resource-endpoint-associations list-resource-gateways list-service-network-resource-associations
    list-service-network-vpc-endpoint-associations list-tags-for-resource put-resource-policy start-domain-verification tag-resource
    untag-resource update-access-log-subscription update-resource-configuration update-resource-gateway
  `),
  sts: words(`
    assume-role assume-role-with-saml assume-role-with-web-identity decode-authorization-message get-access-key-info get-federation-token
    get-session-token
  `),
};

/** Services of AWS that this lab does not have. */
export const SERVICES_NOT_SIMULATED: readonly string[] = words(`
  accessanalyzer acm apigateway apigatewayv2 application-autoscaling appmesh athena autoscaling backup batch ce cloudformation cloudfront
  cloudtrail cloudwatch codebuild codedeploy codepipeline cognito-idp configure dynamodb ebs ecr ecr-public ecs efs elasticache elb emr
  events firehose fsx globalaccelerator glue guardduty inspector2 kafka kinesis kms lambda logs network-firewall networkmanager opensearch
  organizations pricing redshift resource-groups resourcegroupstaggingapi s3 s3api sagemaker secretsmanager
  service-quotas servicediscovery ses shield sns sqs sso sso-admin stepfunctions support transfer wafv2 xray
`);

/**
 * The limits of every EC2 instance type, one line for the families that share them: the hypervisor (`n` nitro, `x` xen, `u` not
 * said), the families, then `size=ENIs x IPv4 addresses per ENI[*network cards],vCPUs,GiB,branch ENIs[,hypervisor]`. `?` is not known.
 * ENIs and addresses: https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/vpc/vpc_ip_limits.go (default network card).
 * Branch ENIs: https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/pkg/aws/vpc/limits.go.
 * vCPUs and memory: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html.
 */
export const INSTANCE_TYPES = `
n a1 medium=2x4,1,2,10 large=3x10,2,4,9 xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 metal=8x30,16,32,54
u bmn-sf1 metal=15x50,?,?,?
x c1 medium=2x6,2,1.69921875,0 xlarge=4x15,8,7,0
x c3 large=3x10,2,3.75,0 xlarge=4x15,4,7.5,0 2xlarge=4x15,8,15,0 4xlarge=8x30,16,30,0 8xlarge=8x30,32,60,0
x c4 large=3x10,2,3.75,0 xlarge=4x15,4,7.5,0 2xlarge=4x15,8,15,0 4xlarge=8x30,16,30,0 8xlarge=8x30,36,60,0
n c5,c5d large=3x10,2,4,9 xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 9xlarge=8x30,36,72,54 12xlarge=8x30,48,96,54 18xlarge=15x50,72,144,107 24xlarge=15x50,96,192,107 metal=15x50,96,192,107
n c5a,c5ad large=3x10,2,4,9 xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 8xlarge=8x30,32,64,54 12xlarge=8x30,48,96,54 16xlarge=15x50,64,128,107 24xlarge=15x50,96,192,107 metal=15x50,?,?,?
n c5n large=3x10,2,5.25,9 xlarge=4x15,4,10.5,18 2xlarge=4x15,8,21,38 4xlarge=8x30,16,42,54 9xlarge=8x30,36,96,54 18xlarge=15x50,72,192,107 metal=15x50,72,192,107
n c6a large=3x10,2,4,9 xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 8xlarge=8x30,32,64,84 12xlarge=8x30,48,96,114 16xlarge=15x50,64,128,107 24xlarge=15x50,96,192,107 32xlarge=15x50,128,256,107 48xlarge=15x50,192,384,107 metal=15x50,192,384,107
n c6g,c6gd,c7gd,c7gn medium=2x4,1,2,4 large=3x10,2,4,9 xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 8xlarge=8x30,32,64,54 12xlarge=8x30,48,96,54 16xlarge=15x50,64,128,107 metal=15x50,64,128,107
n c6gn medium=2x4,1,2,4 large=3x10,2,4,9 xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 8xlarge=8x30,32,64,54 12xlarge=8x30,48,96,54 16xlarge=15x50,64,128,107
n c6i,c6id large=3x10,2,4,9 xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 8xlarge=8x30,32,64,84 12xlarge=8x30,48,96,114 16xlarge=15x50,64,128,107 24xlarge=15x50,96,192,107 32xlarge=15x50,128,256,107 metal=15x50,128,256,107
n c6in large=3x10,2,4,9 xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 8xlarge=8x30,32,64,84 12xlarge=8x30,48,96,114 16xlarge=15x50,64,128,107 24xlarge=15x50,96,192,107 32xlarge=8x50*2,128,256,106 metal=8x50*2,128,256,106
n c7a medium=2x4,1,2,4 large=3x10,2,4,9 xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 8xlarge=8x30,32,64,84 12xlarge=8x30,48,96,114 16xlarge=15x50,64,128,107 24xlarge=15x50,96,192,107 32xlarge=15x50,128,256,107 48xlarge=15x50,192,384,107 metal-48xl=15x50,192,384,107
n c7g medium=2x4,1,2,4 large=3x10,2,4,9 xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 8xlarge=8x30,32,64,54 12xlarge=8x30,48,96,54 16xlarge=15x50,64,128,107 metal=15x50,64,128,107,n
n c7i large=3x10,2,4,9 xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 8xlarge=8x30,32,64,84 12xlarge=8x30,48,96,114 16xlarge=15x50,64,128,107 24xlarge=15x50,96,192,107 32xlarge=15x50,?,?,? 48xlarge=15x50,192,384,107 metal-24xl=15x50,96,192,107 metal-48xl=15x50,192,384,107
n c7i-flex large=3x10,2,4,3 xlarge=4x15,4,8,8 2xlarge=4x15,8,16,18 4xlarge=8x30,16,32,34 8xlarge=8x30,32,64,54 12xlarge=8x30,48,96,114 16xlarge=15x50,64,128,107
n c8a medium=2x4,1,2,4 large=3x20,2,4,9 xlarge=4x20,4,8,18 2xlarge=4x40,8,16,38 4xlarge=8x40,16,32,54 8xlarge=10x40,32,64,82 12xlarge=12x64,48,96,110 16xlarge=16x64,64,128,106 24xlarge=16x64,96,192,106 48xlarge=24x64,192,384,98 metal-24xl=16x64,96,192,106 metal-48xl=24x64,192,384,98
n c8g,c8gd medium=2x4,1,2,4 large=3x10,2,4,9 xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 8xlarge=8x30,32,64,54 12xlarge=8x30,48,96,54 16xlarge=15x50,64,128,107 24xlarge=15x50,96,192,107 48xlarge=15x50,192,384,107 metal-24xl=15x50,96,192,107 metal-48xl=15x50,192,384,107
n c8gb,c8gn medium=2x4,1,2,4 large=3x10,2,4,9 xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 8xlarge=10x30,32,64,52 12xlarge=12x30,48,96,50 16xlarge=16x50,64,128,106 24xlarge=24x50,96,192,98 48xlarge=12x50*2,192,384,98 metal-24xl=24x50,96,192,? metal-48xl=12x50*2,192,384,?
n c8i,c8id large=3x20,2,4,9 xlarge=4x30,4,8,18 2xlarge=4x30,8,16,38 4xlarge=8x50,16,32,54 8xlarge=10x50,32,64,82 12xlarge=12x50,48,96,110 16xlarge=16x64,64,128,106 24xlarge=16x64,96,192,106 32xlarge=24x64,128,256,98 48xlarge=24x64,192,384,98 96xlarge=24x64,384,768,98 metal-48xl=24x64,192,384,98 metal-96xl=24x64,384,768,98
n c8i-flex large=3x20,2,4,3 xlarge=4x30,4,8,8 2xlarge=4x30,8,16,18 4xlarge=8x50,16,32,34 8xlarge=10x50,32,64,52 12xlarge=12x50,48,96,110 16xlarge=16x64,64,128,106
n c8ib large=4x20,2,4,8 xlarge=4x30,4,8,18 2xlarge=4x30,8,16,38 4xlarge=8x50,16,32,54 8xlarge=8x50,32,64,84 12xlarge=12x50,48,96,110 16xlarge=16x64,64,128,106 24xlarge=16x64,96,192,106 32xlarge=16x64,128,256,106 48xlarge=24x64,192,384,98 96xlarge=12x64*2,384,768,98 metal-48xl=24x64,192,384,? metal-96xl=12x64*2,384,768,?
n c8in large=4x20,2,4,8 xlarge=4x30,4,8,18 2xlarge=4x30,8,16,38 4xlarge=8x50,16,32,54 8xlarge=8x50,32,64,84 12xlarge=12x50,48,96,110 16xlarge=16x64,64,128,106 24xlarge=16x64,96,192,106 32xlarge=16x64,128,256,106 48xlarge=24x64,192,384,98 96xlarge=12x64*2,384,768,98 metal-48xl=24x64,192,384,98 metal-96xl=12x64*2,384,768,98
n c8ine large=4x20,2,4,8 xlarge=4x30,4,8,18 2xlarge=4x30,8,16,38 4xlarge=8x50,16,32,54 8xlarge=8x50,32,64,84 12xlarge=12x50,48,96,110
n c9g,c9gd medium=2x20,1,2,? large=3x20,2,4,? xlarge=4x30,4,8,? 2xlarge=4x30,8,16,? 4xlarge=8x50,16,32,? 8xlarge=10x50,32,64,? 12xlarge=12x50,48,96,? 16xlarge=16x64,64,128,? 24xlarge=24x64,96,192,? 48xlarge=24x64,192,384,? metal-48xl=24x64,192,384,?
u cr1 8xlarge=8x30,32,244,?
x d2 xlarge=4x15,4,30.5,0 2xlarge=4x15,8,61,0 4xlarge=8x30,16,122,0 8xlarge=8x30,36,244,0
n d3 xlarge=4x3,4,32,42 2xlarge=4x5,8,64,92 4xlarge=4x10,16,128,118 8xlarge=3x20,32,256,119
n d3en xlarge=4x3,4,16,24 2xlarge=4x5,8,32,58 4xlarge=4x10,16,64,118 6xlarge=4x15,24,96,118 8xlarge=4x20,32,128,118 12xlarge=3x30,48,192,119
n dl1 24xlarge=15x50*4,96,768,62
n dl2q,p3dn 24xlarge=15x50,96,768,107
x f1 2xlarge=4x15,8,122,0 4xlarge=8x30,16,244,0 16xlarge=8x50,64,976,0
n f2 6xlarge=8x30,24,256,84 12xlarge=8x30,48,512,114 48xlarge=15x50,192,2048,107
n g4ad xlarge=2x4,4,16,12 2xlarge=2x4,8,32,12 4xlarge=3x10,16,64,11 8xlarge=4x15,32,128,10 16xlarge=8x30,64,256,6
n g4dn xlarge=3x10,4,16,39 2xlarge=3x10,8,32,39 4xlarge=3x10,16,64,59 8xlarge=4x15,32,128,58 12xlarge=8x30,48,192,54 16xlarge=4x15,64,256,118 metal=15x50,96,384,107
n g5 xlarge=4x15,4,16,4 2xlarge=4x15,8,32,17 4xlarge=8x30,16,64,34 8xlarge=8x30,32,128,84 12xlarge=15x50,48,192,107 16xlarge=8x30,64,256,114 24xlarge=15x50,96,384,107 48xlarge=7x50,192,768,115
n g5g xlarge=4x15,4,8,18 2xlarge=4x15,8,16,38 4xlarge=8x30,16,32,54 8xlarge=8x30,32,64,54 16xlarge=15x50,64,128,107 metal=15x50,64,128,107
n g6 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54 8xlarge=8x30,32,128,84 12xlarge=8x30,48,192,114 16xlarge=15x50,64,256,107 24xlarge=15x50,96,384,107 48xlarge=15x50,192,768,107
n g6e xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,84 12xlarge=10x30,48,384,112 16xlarge=15x50,64,512,107 24xlarge=10x50*2,96,768,102 48xlarge=10x50*4,192,1536,82
n g6f large=2x10,2,8,10 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54
n g7 2xlarge=4x64,8,32,38 4xlarge=8x64,16,64,54 8xlarge=10x64,32,128,82 12xlarge=12x64,48,192,110 24xlarge=24x64,96,384,98 48xlarge=12x64*2,192,768,98
n g7e 2xlarge=4x64,8,64,120 4xlarge=8x64,16,128,120 8xlarge=8x64,32,256,120 12xlarge=10x64,48,512,120 24xlarge=10x64*2,96,1024,120 48xlarge=10x64*4,192,2048,120
n gr6 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,84
n gr6f 4xlarge=8x30,16,128,54
x h1 2xlarge=4x15,8,32,0 4xlarge=8x30,16,64,0 8xlarge=8x30,32,128,0 16xlarge=8x50,64,256,0
n hpc6a 48xlarge=2x50,96,384,?
n hpc6id 32xlarge=1x50*2,64,1024,?
n hpc7a 12xlarge=2x50*2,24,768,? 24xlarge=2x50*2,48,768,? 48xlarge=2x50*2,96,768,? 96xlarge=2x50*2,192,768,?
n hpc7g 4xlarge=4x50,16,128,? 8xlarge=4x50,32,128,? 16xlarge=4x50,64,128,?
n hpc8a 96xlarge=2x50*2,192,768,?
u hs1 8xlarge=8x30,16,117,?
x i2 xlarge=4x15,4,30.5,0 2xlarge=4x15,8,61,0 4xlarge=8x30,16,122,0 8xlarge=8x30,32,244,0
x i3 large=3x10,2,15.25,0 xlarge=4x15,4,30.5,0 2xlarge=4x15,8,61,0 4xlarge=8x30,16,122,0 8xlarge=8x30,32,244,0 16xlarge=15x50,64,488,0 metal=15x50,72,512,120
n i3en large=3x10,2,16,5 xlarge=4x15,4,32,12 2xlarge=4x15,8,64,28 3xlarge=4x15,12,96,38 6xlarge=8x30,24,192,54 12xlarge=8x30,48,384,54 24xlarge=15x50,96,768,107 metal=15x50,96,768,107
n i4g large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,54 16xlarge=15x50,64,512,107
n i4i large=3x10,2,16,0 xlarge=4x15,4,32,6 2xlarge=4x15,8,64,26 4xlarge=8x30,16,128,52 8xlarge=8x30,32,256,112 12xlarge=8x30,48,384,112 16xlarge=15x50,64,512,120 24xlarge=15x30,96,768,105 32xlarge=15x50,128,1024,120 metal=15x50,128,1024,120
n i7i large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,84 12xlarge=8x30,48,384,84 16xlarge=15x50,64,512,107 24xlarge=15x50,96,768,107 48xlarge=15x50,192,1536,107 metal-24xl=15x50,96,768,107 metal-48xl=15x50,192,1536,107
n i7ie large=3x10,2,16,19 xlarge=4x15,4,32,27 2xlarge=4x15,8,64,27 3xlarge=4x15,12,96,27 6xlarge=8x30,24,192,54 12xlarge=8x50,48,384,54 18xlarge=15x50,72,576,107 24xlarge=15x50,96,768,107 48xlarge=15x50,192,1536,107 metal-24xl=15x50,96,768,107 metal-48xl=15x50,192,1536,107
n i8g large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,54 12xlarge=8x30,48,384,54 16xlarge=15x50,64,512,107 24xlarge=15x50,96,768,107 48xlarge=15x50,192,1536,107 metal-24xl=15x50,96,768,107 metal-48xl=15x50,192,1536,107
n i8ge large=3x10,2,16,19 xlarge=4x15,4,32,27 2xlarge=4x15,8,64,27 3xlarge=6x30,12,96,25 6xlarge=10x30,24,192,52 12xlarge=12x30,48,384,50 18xlarge=16x50,72,576,106 24xlarge=16x50,96,768,106 48xlarge=24x50,192,1536,98 metal-24xl=16x50,96,768,106 metal-48xl=24x50,192,1536,98
n im4gn large=3x10,2,8,9 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54 8xlarge=8x30,32,128,54 16xlarge=15x50,64,256,107
n inf1 xlarge=4x10,4,8,38 2xlarge=4x10,8,16,38 6xlarge=8x30,24,48,54 24xlarge=11x30,96,192,111
n inf2 xlarge=4x15,4,16,18 8xlarge=8x30,32,128,84 24xlarge=15x50,96,384,107 48xlarge=15x50,192,768,107
n is4gen medium=2x4,1,6,4 large=3x10,2,12,9 xlarge=4x15,4,24,18 2xlarge=4x15,8,48,38 4xlarge=8x30,16,96,54 8xlarge=8x30,32,192,54
x m1 small=2x4,1,1.69921875,0 medium=2x6,1,3.69921875,0 large=3x10,2,7.5,0 xlarge=4x15,4,15,0
x m2 xlarge=4x15,2,17.099609375,0 2xlarge=4x30,4,34.19921875,0 4xlarge=8x30,8,68.3994140625,0
x m3 medium=2x6,1,3.75,0 large=3x10,2,7.5,0 xlarge=4x15,4,15,0 2xlarge=4x30,8,30,0
x m4 large=2x10,2,8,0 xlarge=4x15,4,16,0 2xlarge=4x15,8,32,0 4xlarge=8x30,16,64,0 10xlarge=8x30,40,160,0 16xlarge=8x30,64,256,0
n m5 large=3x10,2,8,9 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54 8xlarge=8x30,32,128,54 12xlarge=8x30,48,192,54 16xlarge=15x50,64,256,107 24xlarge=15x50,96,384,107 metal=15x50,96,384,120
n m5a,m5ad large=3x10,2,8,9 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54 8xlarge=8x30,32,128,54 12xlarge=8x30,48,192,54 16xlarge=15x50,64,256,107 24xlarge=15x50,96,384,107
n m5d,m5dn,m5n large=3x10,2,8,9 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54 8xlarge=8x30,32,128,54 12xlarge=8x30,48,192,54 16xlarge=15x50,64,256,107 24xlarge=15x50,96,384,107 metal=15x50,96,384,107
n m5zn large=3x10,2,8,13 xlarge=4x15,4,16,29 2xlarge=4x15,8,32,62 3xlarge=8x30,12,48,92 6xlarge=8x30,24,96,114 12xlarge=15x50,48,192,107 metal=15x50,48,192,107
n m6a large=3x10,2,8,9 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54 8xlarge=8x30,32,128,84 12xlarge=8x30,48,192,114 16xlarge=15x50,64,256,107 24xlarge=15x50,96,384,107 32xlarge=15x50,128,512,107 48xlarge=15x50,192,768,107 metal=15x50,192,768,107
n m6g,m6gd,m7g,m7gd medium=2x4,1,4,4 large=3x10,2,8,9 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54 8xlarge=8x30,32,128,54 12xlarge=8x30,48,192,54 16xlarge=15x50,64,256,107 metal=15x50,64,256,107
n m6i,m6id large=3x10,2,8,9 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54 8xlarge=8x30,32,128,84 12xlarge=8x30,48,192,114 16xlarge=15x50,64,256,107 24xlarge=15x50,96,384,107 32xlarge=15x50,128,512,107 metal=15x50,128,512,107
n m6idn,m6in large=3x10,2,8,9 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54 8xlarge=8x30,32,128,84 12xlarge=8x30,48,192,114 16xlarge=15x50,64,256,107 24xlarge=15x50,96,384,107 32xlarge=8x50*2,128,512,106 metal=8x50*2,128,512,106
n m7a medium=2x4,1,4,4 large=3x10,2,8,9 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54 8xlarge=8x30,32,128,84 12xlarge=8x30,48,192,114 16xlarge=15x50,64,256,107 24xlarge=15x50,96,384,107 32xlarge=15x50,128,512,107 48xlarge=15x50,192,768,107 metal-48xl=15x50,192,768,107
n m7i large=3x10,2,8,9 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54 8xlarge=8x30,32,128,84 12xlarge=8x30,48,192,114 16xlarge=15x50,64,256,107 24xlarge=15x50,96,384,107 48xlarge=15x50,192,768,107 metal-24xl=15x50,96,384,107 metal-48xl=15x50,192,768,107
n m7i-flex large=3x10,2,8,3 xlarge=4x15,4,16,8 2xlarge=4x15,8,32,18 4xlarge=8x30,16,64,34 8xlarge=8x30,32,128,54 12xlarge=8x30,48,192,114 16xlarge=15x50,64,256,107
n m8a medium=2x4,1,4,4 large=3x20,2,8,9 xlarge=4x20,4,16,18 2xlarge=4x40,8,32,38 4xlarge=8x40,16,64,54 8xlarge=10x40,32,128,82 12xlarge=12x64,48,192,110 16xlarge=16x64,64,256,106 24xlarge=16x64,96,384,106 48xlarge=24x64,192,768,98 metal-24xl=16x64,96,384,106 metal-48xl=24x64,192,768,98
n m8azn medium=3x4,1,4,3 large=4x20,2,8,8 xlarge=4x20,4,16,18 3xlarge=8x40,12,48,34 6xlarge=8x40,24,96,54 12xlarge=16x64,48,192,106 24xlarge=16x64,96,384,106 metal-12xl=16x64,48,192,106 metal-24xl=16x64,96,384,106
n m8g,m8gd medium=2x4,1,4,4 large=3x10,2,8,9 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54 8xlarge=8x30,32,128,54 12xlarge=8x30,48,192,54 16xlarge=15x50,64,256,107 24xlarge=15x50,96,384,107 48xlarge=15x50,192,768,107 metal-24xl=15x50,96,384,107 metal-48xl=15x50,192,768,107
n m8gb,m8gn medium=2x4,1,4,4 large=3x10,2,8,9 xlarge=4x15,4,16,18 2xlarge=4x15,8,32,38 4xlarge=8x30,16,64,54 8xlarge=10x30,32,128,52 12xlarge=12x30,48,192,50 16xlarge=16x50,64,256,106 24xlarge=24x50,96,384,98 48xlarge=12x50*2,192,768,98 metal-24xl=24x50,96,384,? metal-48xl=12x50*2,192,768,?
n m8i,m8id large=3x20,2,8,9 xlarge=4x30,4,16,18 2xlarge=4x30,8,32,38 4xlarge=8x50,16,64,54 8xlarge=10x50,32,128,82 12xlarge=12x50,48,192,110 16xlarge=16x64,64,256,106 24xlarge=16x64,96,384,106 32xlarge=24x64,128,512,98 48xlarge=24x64,192,768,98 96xlarge=24x64,384,1536,98 metal-48xl=24x64,192,768,98 metal-96xl=24x64,384,1536,98
n m8i-flex large=3x20,2,8,3 xlarge=4x30,4,16,8 2xlarge=4x30,8,32,18 4xlarge=8x50,16,64,34 8xlarge=10x50,32,128,52 12xlarge=12x50,48,192,110 16xlarge=16x64,64,256,106
n m8ib,m8idb,m8idn,m8in large=4x20,2,8,8 xlarge=4x30,4,16,18 2xlarge=4x30,8,32,38 4xlarge=8x50,16,64,54 8xlarge=8x50,32,128,84 12xlarge=12x50,48,192,110 16xlarge=16x64,64,256,106 24xlarge=16x64,96,384,106 32xlarge=16x64,128,512,106 48xlarge=24x64,192,768,98 96xlarge=12x64*2,384,1536,98 metal-48xl=24x64,192,768,? metal-96xl=12x64*2,384,1536,?
n m8ine large=4x20,2,8,8 xlarge=4x30,4,16,18 2xlarge=4x30,8,32,38 4xlarge=8x50,16,64,54 8xlarge=8x50,32,128,84 12xlarge=12x50,48,192,110
n m9g,m9gd medium=2x20,1,4,4 large=3x20,2,8,9 xlarge=4x30,4,16,18 2xlarge=4x30,8,32,38 4xlarge=8x50,16,64,54 8xlarge=10x50,32,128,52 12xlarge=12x50,48,192,50 16xlarge=16x64,64,256,106 24xlarge=24x64,96,384,98 48xlarge=24x64,192,768,98 metal-48xl=24x64,192,768,98
u mac-m3ultra metal=8x30,28,256,?
u mac-m4 metal=8x30,10,24,6
u mac-m4max metal=8x30,16,128,6
u mac-m4pro metal=8x30,14,48,6
u mac1,mac2-m2pro metal=8x30,12,32,6
u mac2 metal=8x30,8,16,6
u mac2-m1ultra metal=8x30,20,128,6
u mac2-m2 metal=8x30,8,24,6
x p3 2xlarge=4x15,8,61,0 8xlarge=8x30,32,244,0 16xlarge=8x30,64,488,0
n p4d,p4de 24xlarge=15x50*4,96,1152,62
n p5 4xlarge=4x30,16,256,58 48xlarge=2x50*32,192,2048,120
n p5e 48xlarge=2x50*32,192,2048,120
n p5en 48xlarge=4x50*16,192,2048,120
n p6-b200 48xlarge=4x50*8,192,2048,120
n p6-b300 48xlarge=4x50*17,192,4096,120
x r3 large=3x10,2,15,0 xlarge=4x15,4,30.5,0 2xlarge=4x15,8,61,0 4xlarge=8x30,16,122,0 8xlarge=8x30,32,244,0
x r4 large=3x10,2,15.25,0 xlarge=4x15,4,30.5,0 2xlarge=4x15,8,61,0 4xlarge=8x30,16,122,0 8xlarge=8x30,32,244,0 16xlarge=15x50,64,488,0
n r5 large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,54 12xlarge=8x30,48,384,54 16xlarge=15x50,64,512,107 24xlarge=15x50,96,768,107 metal=15x50,96,768,120
n r5a,r5ad large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,54 12xlarge=8x30,48,384,54 16xlarge=15x50,64,512,107 24xlarge=15x50,96,768,107
n r5b,r5d,r5dn,r5n large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,54 12xlarge=8x30,48,384,54 16xlarge=15x50,64,512,107 24xlarge=15x50,96,768,107 metal=15x50,96,768,107
n r6a large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,84 12xlarge=8x30,48,384,114 16xlarge=15x50,64,512,107 24xlarge=15x50,96,768,107 32xlarge=15x50,128,1024,107 48xlarge=15x50,192,1536,107 metal=15x50,192,1536,107
n r6g,r6gd,r7g,r7gd medium=2x4,1,8,4 large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,54 12xlarge=8x30,48,384,54 16xlarge=15x50,64,512,107 metal=15x50,64,512,107
n r6i,r6id large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,84 12xlarge=8x30,48,384,114 16xlarge=15x50,64,512,107 24xlarge=15x50,96,768,107 32xlarge=15x50,128,1024,107 metal=15x50,128,1024,107
n r6idn,r6in large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,84 12xlarge=8x30,48,384,114 16xlarge=15x50,64,512,107 24xlarge=15x50,96,768,107 32xlarge=8x50*2,128,1024,106 metal=8x50*2,128,1024,106
n r7a medium=2x4,1,8,4 large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,84 12xlarge=8x30,48,384,114 16xlarge=15x50,64,512,107 24xlarge=15x50,96,768,107 32xlarge=15x50,128,1024,107 48xlarge=15x50,192,1536,107 metal-48xl=15x50,192,1536,107
n r7i large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,84 12xlarge=8x30,48,384,114 16xlarge=15x50,64,512,107 24xlarge=15x50,96,768,107 48xlarge=15x50,192,1536,107 metal-24xl=15x50,96,768,107 metal-48xl=15x50,192,1536,107
n r7iz large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,84 12xlarge=8x30,48,384,114 16xlarge=15x50,64,512,107 32xlarge=15x50,128,1024,107 metal-16xl=15x50,64,512,107 metal-32xl=15x50,128,1024,107
n r8a medium=2x4,1,8,4 large=3x20,2,16,9 xlarge=4x20,4,32,18 2xlarge=4x40,8,64,38 4xlarge=8x40,16,128,54 8xlarge=10x40,32,256,82 12xlarge=12x64,48,384,110 16xlarge=16x64,64,512,106 24xlarge=16x64,96,768,106 48xlarge=24x64,192,1536,98 metal-24xl=16x64,96,768,106 metal-48xl=24x64,192,1536,98
n r8g,r8gd medium=2x4,1,8,4 large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=8x30,32,256,54 12xlarge=8x30,48,384,54 16xlarge=15x50,64,512,107 24xlarge=15x50,96,768,107 48xlarge=15x50,192,1536,107 metal-24xl=15x50,96,768,107 metal-48xl=15x50,192,1536,107
n r8gb,r8gn medium=2x4,1,8,4 large=3x10,2,16,9 xlarge=4x15,4,32,18 2xlarge=4x15,8,64,38 4xlarge=8x30,16,128,54 8xlarge=10x30,32,256,52 12xlarge=12x30,48,384,50 16xlarge=16x50,64,512,106 24xlarge=24x50,96,768,98 48xlarge=12x50*2,192,1536,98 metal-24xl=24x50,96,768,? metal-48xl=12x50*2,192,1536,?
n r8i,r8id large=3x20,2,16,9 xlarge=4x30,4,32,18 2xlarge=4x30,8,64,38 4xlarge=8x50,16,128,54 8xlarge=10x50,32,256,82 12xlarge=12x50,48,384,110 16xlarge=16x64,64,512,106 24xlarge=16x64,96,768,106 32xlarge=24x64,128,1024,98 48xlarge=24x64,192,1536,98 96xlarge=24x64,384,3072,98 metal-48xl=24x64,192,1536,98 metal-96xl=24x64,384,3072,98
n r8i-flex large=3x20,2,16,3 xlarge=4x30,4,32,8 2xlarge=4x30,8,64,18 4xlarge=8x50,16,128,34 8xlarge=10x50,32,256,52 12xlarge=12x50,48,384,110 16xlarge=16x64,64,512,106
n r8ib,r8idb,r8idn,r8in large=4x20,2,16,8 xlarge=4x30,4,32,18 2xlarge=4x30,8,64,38 4xlarge=8x50,16,128,54 8xlarge=8x50,32,256,84 12xlarge=12x50,48,384,110 16xlarge=16x64,64,512,106 24xlarge=16x64,96,768,106 32xlarge=16x64,128,1024,106 48xlarge=24x64,192,1536,98 96xlarge=12x64*2,384,3072,98 metal-48xl=24x64,192,1536,? metal-96xl=12x64*2,384,3072,?
x t1 micro=2x2,1,0.6123046875,0
x t2 nano=2x2,1,0.5,0 micro=2x2,1,1,0 small=3x4,1,2,0 medium=3x6,2,4,0 large=3x12,2,8,0 xlarge=3x15,4,16,0 2xlarge=3x15,8,32,0
n t3,t4g nano=2x2,2,0.5,0 micro=2x2,2,1,0 small=3x4,2,2,0 medium=3x6,2,4,0 large=3x12,2,8,0 xlarge=4x15,4,16,0 2xlarge=4x15,8,32,0
n t3a nano=2x2,2,0.5,0 micro=2x2,2,1,0 small=2x4,2,2,0 medium=3x6,2,4,0 large=3x12,2,8,0 xlarge=4x15,4,16,0 2xlarge=4x15,8,32,0
n trn1 2xlarge=4x15,8,32,17 32xlarge=5x50*8,128,512,82
n trn1n 32xlarge=5x50*16,128,512,120
n trn2 3xlarge=2x15,12,128,? 48xlarge=2x50*16,192,2048,?
u u-12tb1 metal=5x30,448,12288,?
u u-18tb1 metal=15x50,448,18432,?
u u-24tb1 metal=15x50,448,24576,?
n u-3tb1 56xlarge=8x30,224,3072,6
n u-6tb1 56xlarge=15x50,224,6144,0 112xlarge=15x50,448,6144,0 metal=5x30,448,6144,?
u u-9tb1 metal=5x30,448,9216,?
n u7i-12tb 224xlarge=15x50,896,12288,107
n u7i-6tb 112xlarge=15x50,448,6144,107
n u7i-8tb 112xlarge=15x50,448,8192,107
n u7in-16tb 224xlarge=8x50*2,896,16384,106
n u7in-24tb 224xlarge=8x50*2,896,24576,106
n u7in-32tb 224xlarge=8x50*2,896,32768,106
n vt1 3xlarge=4x15,12,24,38 6xlarge=8x30,24,48,54 24xlarge=15x50,96,192,107
x x1 16xlarge=8x30,64,976,0 32xlarge=8x30,128,1952,0
x x1e xlarge=3x10,4,122,0 2xlarge=4x15,8,244,0 4xlarge=4x15,16,488,0 8xlarge=4x15,32,976,0 16xlarge=8x30,64,1952,0 32xlarge=8x30,128,3904,0
n x2gd medium=2x4,1,16,10 large=3x10,2,32,9 xlarge=4x15,4,64,18 2xlarge=4x15,8,128,38 4xlarge=8x30,16,256,54 8xlarge=8x30,32,512,54 12xlarge=8x30,48,768,54 16xlarge=15x50,64,1024,107 metal=15x50,64,1024,107
n x2idn 16xlarge=15x50,64,1024,107 24xlarge=15x50,96,1536,107 32xlarge=15x50,128,2048,107 metal=15x50,128,2048,107
n x2iedn xlarge=4x15,4,128,11 2xlarge=4x15,8,256,27 4xlarge=8x30,16,512,54 8xlarge=8x30,32,1024,114 16xlarge=15x50,64,2048,107 24xlarge=15x50,96,3072,107 32xlarge=15x50,128,4096,107 metal=15x50,128,4096,107
n x2iezn 2xlarge=4x15,8,256,62 4xlarge=8x30,16,512,114 6xlarge=8x30,24,768,114 8xlarge=8x30,32,1024,114 12xlarge=15x50,48,1536,107 metal=15x50,48,1536,107
n x8aedz large=4x20,2,64,8 xlarge=4x20,4,128,18 3xlarge=8x40,12,384,34 6xlarge=8x40,24,768,54 12xlarge=16x64,48,1536,106 24xlarge=16x64,96,3072,106 metal-12xl=16x64,48,1536,106 metal-24xl=16x64,96,3072,106
n x8g medium=2x4,1,16,4 large=3x10,2,32,9 xlarge=4x15,4,64,18 2xlarge=4x15,8,128,38 4xlarge=8x30,16,256,54 8xlarge=8x30,32,512,54 12xlarge=8x30,48,768,54 16xlarge=15x50,64,1024,107 24xlarge=15x50,96,1536,107 48xlarge=15x50,192,3072,107 metal-24xl=15x50,96,1536,107 metal-48xl=15x50,192,3072,107
n x8i large=3x20,2,32,9 xlarge=4x30,4,64,18 2xlarge=4x30,8,128,38 4xlarge=8x50,16,256,54 8xlarge=10x50,32,512,82 12xlarge=12x50,48,768,110 16xlarge=16x64,64,1024,106 24xlarge=16x64,96,1536,106 32xlarge=24x64,128,2048,98 48xlarge=24x64,192,3072,98 64xlarge=24x64,256,4096,98 96xlarge=24x64,384,6144,98 metal-48xl=24x64,192,3072,98 metal-96xl=24x64,384,6144,98
n z1d large=3x10,2,16,13 xlarge=4x15,4,32,28 2xlarge=4x15,8,64,58 3xlarge=8x30,12,96,54 6xlarge=8x30,24,192,54 12xlarge=15x50,48,384,107 metal=15x50,48,384,107
`;

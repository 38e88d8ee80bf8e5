# A call whose beginning was not seen: 67 bytes both ways (UMTS), function 13 in padding that is drawn anew, all else
# random (BON07 3.2.2, 4.1).
udp 10.0.0.11:40000 > 192.0.2.7:33033

0.000   > a5cd 4d ~701*64
0.015   < 4d3c 1d ~702*64
0.030   > ca26 6d ~703*64
0.045   < 18b8 0d ~704*64
0.060   > 2516 3d ~705*64
0.075   < 3031 5d ~706*64
0.090   > bb3b 2d ~707*64
0.105   < 1db2 7d ~708*64
0.120   > 6dec 1d ~709*64
0.135   < 1332 6d ~710*64
0.150   > 2c01 4d ~711*64
0.165   < de06 2d ~712*64
0.180   > d61a 0d ~713*64
0.195   < 23c4 3d ~714*64
0.210   > 7b38 5d ~715*64
0.225   < 2e71 1d ~716*64
0.240   > d95a 7d ~717*64
0.255   < 1e43 4d ~718*64
0.270   > 3f62 6d ~719*64
0.285   < 724c 0d ~720*64
0.300   > 1fac 2d ~721*64
0.315   < cb19 5d ~722*64
0.330   > 1963 3d ~723*64
0.345   < 7131 6d ~724*64
--- whole
packet 3 >   67 bytes  1019 udp-data: skype +25 = 25
packet 21 >   67 bytes  1021 udp-data-goes-on: skype +35 = 60
skype signalling udp-direct, likely 60, packet 21 of 24
by 1021 udp-data-goes-on, era 1.0 - 7.18
flags none
path nat-one

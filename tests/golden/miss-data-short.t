# Near miss: as many bytes as keep a call alive, and one (BON07): no room for what must be random.
udp 10.0.0.11:40000 > 192.0.2.7:33033
not skype

0.000   > 552d 4d ~701*1
0.015   < e5fb 1d ~702*1
0.030   > cda4 6d ~703*1
0.045   < 8e40 0d ~704*1
0.060   > 461b 3d ~705*1
0.075   < dc6d 5d ~706*1
0.090   > 8e8d 2d ~707*1
0.105   < d4a1 7d ~708*1
0.120   > b7b0 1d ~709*1
0.135   < c2c9 6d ~710*1
0.150   > 7625 4d ~711*1
0.165   < 4d45 2d ~712*1
0.180   > 2a7c 0d ~713*1
0.195   < 5a39 3d ~714*1
0.210   > 4d76 5d ~715*1
0.225   < 76c3 1d ~716*1
0.240   > 7777 7d ~717*1
0.255   < 062d 4d ~718*1
0.270   > f84d 6d ~719*1
0.285   < 5d5c 0d ~720*1
0.300   > 8686 2d ~721*1
0.315   < 9059 5d ~722*1
0.330   > 0218 3d ~723*1
0.345   < 4a96 6d ~724*1
--- whole
unknown none none, open 0, 24 packets
by nothing, era any
flags none

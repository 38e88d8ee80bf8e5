# Near miss: byte 2 is the upper byte of a counter that leaves 13 for the next message of its side, and comes back to it.
udp 10.0.0.11:40000 > 192.0.2.7:33033
not skype

0.000   > 7cfa 2d ~701*64
0.015   < 29e8 5d ~702*64
0.030   > 99ba 2e ~703*64
0.045   < fd7f 5e ~704*64
0.060   > afdc 2d ~705*64
0.075   < e5cd 5d ~706*64
0.090   > 936c 2e ~707*64
0.105   < 257a 5e ~708*64
0.120   > 3c73 2d ~709*64
0.135   < d614 5d ~710*64
0.150   > 5475 2e ~711*64
0.165   < af21 5e ~712*64
0.180   > 4dd0 2d ~713*64
0.195   < fa59 5d ~714*64
0.210   > d7e8 2e ~715*64
0.225   < 1412 5e ~716*64
0.240   > 27bd 2d ~717*64
0.255   < a0a3 5d ~718*64
0.270   > ae24 2e ~719*64
0.285   < b34a 5e ~720*64
0.300   > fe4c 2d ~721*64
0.315   < e993 5d ~722*64
0.330   > 2334 2e ~723*64
0.345   < 2feb 5e ~724*64
--- whole
unknown none none, open 0, 24 packets
by nothing, era any
flags none

# Of each packet the first twelve bytes were captured: too few to see that what follows the constant ones is random.
udp 10.0.0.11:40000 > 192.0.2.9:12340
not skype

0.00    > [cut 12] 5a6b7c8d ~700*28
0.02    < [cut 12] 5a6b7c8d ~701*28
0.04    > [cut 12] 5a6b7c8d ~702*28
0.06    < [cut 12] 5a6b7c8d ~703*28
0.08    > [cut 12] 5a6b7c8d ~704*28
0.10    < [cut 12] 5a6b7c8d ~705*28
0.12    > [cut 12] 5a6b7c8d ~706*28
0.14    < [cut 12] 5a6b7c8d ~707*28
0.16    > [cut 12] 5a6b7c8d ~708*28
0.18    < [cut 12] 5a6b7c8d ~709*28
0.20    > [cut 12] 5a6b7c8d ~710*28
0.22    < [cut 12] 5a6b7c8d ~711*28
0.24    > [cut 12] 5a6b7c8d ~712*28
0.26    < [cut 12] 5a6b7c8d ~713*28
0.28    > [cut 12] 5a6b7c8d ~714*28
0.30    < [cut 12] 5a6b7c8d ~715*28
0.32    > [cut 12] 5a6b7c8d ~716*28
0.34    < [cut 12] 5a6b7c8d ~717*28
0.36    > [cut 12] 5a6b7c8d ~718*28
0.38    < [cut 12] 5a6b7c8d ~719*28
0.40    > [cut 12] 5a6b7c8d ~720*28
0.42    < [cut 12] 5a6b7c8d ~721*28
0.44    > [cut 12] 5a6b7c8d ~722*28
0.46    < [cut 12] 5a6b7c8d ~723*28

--- whole
unknown none none, open 0, 24 packets
by nothing, era any
flags truncated

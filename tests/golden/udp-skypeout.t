# A call to the telephone network: gateway port 12340, then four constant bytes and noise (BON07 3.2.3).
udp 10.0.0.11:40000 > 192.0.2.9:12340

0       > 71c0 02 6b5a4938 27160514 ~101*17
0.01    > 71c0 02 8c9dae0f 27160514 ~102*17             # early packets come twice
0.05    < 93aa 02 a1b2c3d4 e5f60718 ~103*7
0.10    > 5a6b7c8d ~110*28
0.11    < 5a6b7c8d ~130*28
0.12    > 5a6b7c8d ~111*28
0.13    < 5a6b7c8d ~131*28
0.14    > 5a6b7c8d ~112*28
0.15    < 5a6b7c8d ~132*28
0.16    > 5a6b7c8d ~113*28
0.17    < 5a6b7c8d ~133*28
0.18    > 5a6b7c8d ~114*28
0.19    < 5a6b7c8d ~134*28
0.20    > 5a6b7c8d ~115*28
0.21    < 5a6b7c8d ~135*28
0.22    > 5a6b7c8d ~116*28
0.23    < 5a6b7c8d ~136*28
0.24    > 5a6b7c8d ~117*28
0.25    < 5a6b7c8d ~137*28
0.26    > 5a6b7c8d ~118*28
0.27    < 5a6b7c8d ~138*28
0.28    > 5a6b7c8d ~119*28
0.29    < 5a6b7c8d ~139*28
0.30    > 5a6b7c8d ~120*28
0.31    < 5a6b7c8d ~140*28
0.32    > 5a6b7c8d ~121*28
0.33    < 5a6b7c8d ~141*28
0.34    > 5a6b7c8d ~122*28
0.35    < 5a6b7c8d ~142*28

--- whole
packet 3 <   18 bytes  1010 udp-short-probe: skype +65 = 65
packet 19 <   32 bytes  1020 udp-skypeout: skype +70 = 100
skype call-audio udp-relayed, final 100, packet 3 of 19
by 1020 udp-skypeout, era 1.0 - 3.8
flags none
path relayed

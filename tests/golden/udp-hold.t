# A call on hold whose beginning was not seen: three bytes, three times a second (BAS04).
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 5c12 4d
0.333   > 07e3 1d
0.667   > c9a4 6d
1.001   > 38f0 0d
1.334   > 9b71 3d

--- whole
packet 4 >    3 bytes  1018 udp-hold: skype +50 = 50
skype call-audio udp-direct, likely 50, packet 4 of 5
by 1018 udp-hold, era 0.9 - 4.2
flags one-way
path nat-one

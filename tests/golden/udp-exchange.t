# The event server: 27 bytes out, 22 back, then one more request (CAP12 has these sizes).
udp 10.0.0.11:40000 > 192.0.2.8:12350

0       > 40a6 02 1f2e3d4c 5b6a7988 ~81*16
0.2     < 7703 02 97a6b5c4 d3e2f101 ~82*11
5       > 40a8 02 aa01bb02 cc03dd04 ~83*16
5.2     < 7705 02 ee05ff06 17283940 ~84*11

--- whole
packet 2 <   22 bytes  1011 udp-exchange: skype +50 = 50
packet 2 <   22 bytes  1017 udp-events: skype +70 = 100
skype presence udp-direct, final 100, packet 2 of 2
by 1017 udp-events, era 1.0 - 4.2
flags none
path nat-one
--- only >
packet 2 >   27 bytes  1012 udp-next-request: skype +25 = 25
unknown none none, open 25, 2 packets
by 1012 udp-next-request, era 1.0 - 7.18
flags one-way
--- only <
packet 2 <   22 bytes  1012 udp-next-request: skype +25 = 25
unknown none none, open 25, 2 packets
by 1012 udp-next-request, era 1.0 - 7.18
flags one-way

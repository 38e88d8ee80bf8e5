# An ack names the destination of its packet (OSK, own count).
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       < 5120 02 77c1a0be 4409d3f2 ~31*335
0.03    > 5120 05 c0000207 1d2e3f40

--- whole
packet 2 >   11 bytes  1005 udp-ack-address: skype +90 = 90
packet 2 >   11 bytes  1007 udp-ack-echo: skype +85 = 100
skype signalling udp-direct, final 100, packet 2 of 2
by 1005 udp-ack-address, era 1.0 - 7.18
flags none
path nat-one
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
--- ipv6
packet 2 >   11 bytes  1007 udp-ack-echo: skype +85 = 85
skype signalling udp-direct, likely 85, packet 2 of 2
by 1007 udp-ack-echo, era 1.0 - 7.18
flags none

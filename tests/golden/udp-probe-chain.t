# A probe in four messages, seen behind the client's NAT (EHL06 5.2.1): request, NACK with the client's public
# address, the request again with the NACK's seed, its own destination and the first one's checksum, answer.
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 4f3a 02 9b21c470 5ce1089d ~11*7
0.08    < 4f3a 27 cb007105 a1b2c3d4                     # NACK: padding bits in byte 2, 203.0.113.5, seed
0.0803  > 4f3a 63 01 a1b2c3d4 c0000207 5ce1089d ~12*7
0.17    < 8d11 02 11f3a7c2 7be0924d ~13*40

--- whole
packet 2 <   11 bytes  1006 udp-nack-echo: skype +85 = 85
packet 2 <   11 bytes  1015 udp-translated: skype +1 = 86
packet 3 >   23 bytes  1001 udp-probe-chain: skype +100 = 100
packet 3 >   23 bytes  1002 udp-probe-one-way: skype +100 = 100
skype signalling udp-direct, final 100, packet 2 of 3
by 1001 udp-probe-chain, era 1.0 - 4.2
flags none
path nat-one
--- only >
packet 2 >   23 bytes  1002 udp-probe-one-way: skype +100 = 100
packet 2 >   23 bytes  1003 udp-resend-address: skype +90 = 100
skype signalling udp-direct, final 100, packet 2 of 2
by 1002 udp-probe-one-way, era 1.0 - 4.2
flags one-way
path nat-one
--- only <
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way

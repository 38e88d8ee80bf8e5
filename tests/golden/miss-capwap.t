# Near miss: CAPWAP control, wireless binding 1: the third byte is 02 both ways (RFC 5415).
udp 10.0.0.11:5246 > 192.0.2.7:5246
not skype

0       > 00 10 02 00 00000000 00000001 04 00d1 00 ~281*200
0.1     < 00 10 02 00 00000000 00000002 04 00c2 00 ~282*180
0.2     > 00 20 02 10 00000000 06 0a0b0c0d0e0f 00 00000003 05 00b0 00 ~283*180

--- whole
packet 2 <  196 bytes  1090 udp-text: other +51 = 51
other none none, likely 51, packet 2 of 3
by 1090 udp-text, era any
flags none
--- only >
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way

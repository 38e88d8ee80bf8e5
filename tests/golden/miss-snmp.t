# Near miss: SNMPv2c. The third byte is 02, the length of the length field's contents, both ways (RFC 3416).
udp 10.0.0.11:40000 > 192.0.2.7:161
not skype

0       > 30 82 02 2d 02 01 01 04 06 "public" a0 82 02 1e 02 04 4a5b6c7d 02 01 00 02 01 00 30 82 02 0e ~201*526
0.1     < 30 82 02 44 02 01 01 04 06 "public" a2 82 02 35 02 04 4a5b6c7d 02 01 00 02 01 00 30 82 02 25 ~202*549
1       > 30 82 02 2d 02 01 01 04 06 "public" a0 82 02 1e 02 04 4a5b6c7e 02 01 00 02 01 00 30 82 02 0e ~203*526

--- whole
packet 2 <  584 bytes  1090 udp-text: other +51 = 51
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

# Near miss: KCP, a conversation number with 02 in its third byte, the same both ways; timestamps and
# acknowledgements behind it.
udp 10.0.0.11:40000 > 192.0.2.7:29900
not skype

0       > 5a17024c 51 00 0004 9f31c207 3a000000 2e000000 14000000 ~251*20
0.05    < 5a17024c 52 00 0004 9f31c207 2e000000 3b000000 00000000
0.1     > 5a17024c 51 00 0004 4d62d107 3b000000 2e000000 14000000 ~252*20

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags none

# Near miss: NTP between hosts far from a clock, asked every four seconds (RFC 5905: 48 bytes both ways, byte 2 the interval).
udp 10.0.0.11:123 > 192.0.2.7:123
not skype

0       > 23 0a 02 ~871*45
0.04    < 24 0b 02 ~872*45

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags none

# Near miss: NTP with a polling interval of 2 (four seconds), both ways.
udp 10.0.0.11:123 > 192.0.2.7:123
not skype

0       > 23 03 02 e9 00000a1b 00000c2d 0a000001 e1b2c3d4a5061728 00*8 00*8 e1b2c3e0b7c8d9ea
0.03    < 24 02 02 e8 0000034f 000004a2 c0000209 e1b2c3c8192a3b4c e1b2c3e0b7c8d9ea e1b2c3e0bbf01122 e1b2c3e0bbf13344
4       > 23 03 02 e9 00000a1b 00000c31 0a000001 e1b2c3d4a5061728 e1b2c3e0bbf13344 e1b2c3e0c4d5e6f7 e1b2c3e4b7c90102

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags none

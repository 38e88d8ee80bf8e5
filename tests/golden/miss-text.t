# Near miss: a key exchange's sizes, but every byte is a letter: 59, 58 and 8.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > "LOGIN somebody somewhere in a house by the river at night\r\n"
0.1     < "OK welcome to this server, which was made to look like it\r\n"
0.11    > "LIST 00\n"
0.2     < "NOTHING\n"

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none

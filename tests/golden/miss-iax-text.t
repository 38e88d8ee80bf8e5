# Near miss: IAX2 text frames of such a call, of 18 bytes each.
udp 10.0.0.11:4569 > 192.0.2.7:4569
not skype

10.1    > 8203 0207 000027a1 07 09 07 00 "hello\x00"
10.4    < 8207 0203 000028c9 09 08 07 00 "hallo\x00"
15      > 8203 0207 00003a98 08 0a 07 00 "again\x00"

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags none

# Near miss: names that hold the word, or end in the same letters.
udp 10.0.0.11:40001 > 192.0.2.53:53
not skype

0       > 1a30 0100 0001 0000 0000 0000 08 "notskype" 03 "com" 00 0001 0001
1       > 1a31 0100 0001 0000 0000 0000 05 "skype" 03 "com" 07 "example" 03 "net" 00 0001 0001

--- whole
packet 1 >   30 bytes  7090 dns-other: other +60 = 60
other none dns, likely 60, packet 1 of 2
by 7090 dns-other, era any
flags one-way

# Near miss: a real ClientHello for somebody else, whose name holds the word.
tcp 10.0.0.11:50000 > 192.0.2.7:443
not skype

0       > 16 0301 005f 01 00005b 0303 ~671*32 00 000a c02b c02f 009e cca9 002f 01 00 0028
          0017 0000 0000 001a 0018 00 0015 "skype.com.example.org" 000b 0002 0100

--- whole
packet 1 >  100 bytes  8090 tls-other: other +60 = 60
other none tls, likely 60, packet 1 of 1
by 8090 tls-other, era any
flags one-way

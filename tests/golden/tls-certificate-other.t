# Near miss: a certificate whose names hold the word, or end in the same letters.
tcp 10.0.0.11:50000 > 192.0.2.7:443
not skype

0       > 16 0301 0059 01 000055 0303 ~921*32 00 000a c02b c02f 009e cca9 002f 01 00 0022
          0017 0000 0000 0014 0012 00 000f "www.example.org" 000b 0002 0100
0.1     < 16 0303 0183                                            # one record: three messages
          02 000046 0303 ~922*32 20 ~923*32 c02f 00
          0b 000131 00012e 00012b                                # the certificate
          308201273081d2a00302010202044a5b6c7d300d06092a864886f70d01010b050030153113301106035504030c0a
          "Example CA" 301e170d "200101000000Z" 170d "300101000000Z" 30173115301306035504030c0c
          "notskype.com" 3032300d06092a864886f70d01010b05000321 00*33 a3323030302e0603551d1104273025820c
          "notskype.com" 8215 "skype.com.example.org" 300d06092a864886f70d01010b05000341 00*65
          0e 000000

--- whole
packet 1 >   94 bytes  8090 tls-other: other +60 = 60
packet 2 <  392 bytes  8091 tls-other-answer: other +30 = 90
other none tls, final 90, packet 1 of 2
by 8090 tls-other, era any
flags none
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing

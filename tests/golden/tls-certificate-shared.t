# Somebody else's name is asked for, and the certificate is one that Skype's services use, too.
tcp 10.0.0.11:50000 > 192.0.2.7:443

0       > 16 0301 0059 01 000055 0303 ~911*32 00 000a c02b c02f 009e cca9 002f 01 00 0022
          0017 0000 0000 0014 0012 00 000f "www.example.org" 000b 0002 0100
0.1     < 16 0303 018c                                            # one record: three messages
          02 000046 0303 ~912*32 20 ~913*32 c02f 00
          0b 00013a 000137 000134                                # the certificate
          308201303081dba00302010202044a5b6c7d300d06092a864886f70d01010b050030153113301106035504030c0a
          "Example CA" 301e170d "200101000000Z" 170d "300101000000Z" 30163114301206035504030c0b
          "example.org" 3032300d06092a864886f70d01010b05000321 00*33 a33c303a30380603551d110431302f820f
          "www.example.org" 821c "*.gateway.messenger.live.com" 300d06092a864886f70d01010b05000341 00*65
          0e 000000

--- whole
packet 1 >   94 bytes  8090 tls-other: other +60 = 60
packet 2 <  401 bytes  8002 tls-certificate: skype-related +95 = 95
skype-related none tls, final 95, packet 2 of 2
by 8002 tls-certificate, era any
flags none
--- only >
packet 1 >   94 bytes  8090 tls-other: other +60 = 60
other none tls, likely 60, packet 1 of 1
by 8090 tls-other, era any
flags one-way

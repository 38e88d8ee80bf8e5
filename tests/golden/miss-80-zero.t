# Near miss: sixteen bytes on port 80, zeros between random numbers.
tcp 10.0.0.11:50000 > 192.0.2.7:80
not skype

0       > ~761*4 0000 ~762*8 0000
0.1     < ~763*16
0.2     > ~764*25
--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags none

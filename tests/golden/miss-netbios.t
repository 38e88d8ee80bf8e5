# Near miss: a NetBIOS name query, every byte of which is where DNS has it.
udp 10.0.0.11:137 > 192.0.2.255:137
not skype

0       > 02e1 0110 0001 0000 0000 0000 20 "FHEPFCELEHFCEPFFFACACACACACACABL" 00 0020 0001

--- whole
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way

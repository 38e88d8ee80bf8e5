# Only the answer is seen: its question tells the same.
udp 10.0.0.11:40001 > 192.0.2.53:53

0       < 1a2e 8180 0001 0001 0000 0000 03 "api" 05 "skype" 03 "com" 00 0001 0001
          c00c 0001 0001 0000003c 0004 c6336401

--- whole
packet 1 <   47 bytes  7002 dns-name: skype-related +95 = 95
skype-related none dns, final 95, packet 1 of 1
by 7002 dns-name, era any
flags one-way

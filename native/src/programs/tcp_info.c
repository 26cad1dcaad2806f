/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Prints FIELD OFFSET SIZE of struct tcp_info as the kernel has it, which <netinet/tcp.h> cuts
 * short; that header cannot be included besides <linux/tcp.h>.
 */
#include <stddef.h>
#include <stdio.h>

#include <linux/tcp.h>

#define FIELD(name) \
  printf("%s %zu %zu\n", #name, offsetof(struct tcp_info, name), sizeof(((struct tcp_info *)0)->name))

int main(void) {
  FIELD(tcpi_state);
  FIELD(tcpi_ca_state);
  FIELD(tcpi_retransmits);
  FIELD(tcpi_probes);
  FIELD(tcpi_backoff);
  FIELD(tcpi_options);
  FIELD(tcpi_rto);
  FIELD(tcpi_ato);
  FIELD(tcpi_snd_mss);
  FIELD(tcpi_rcv_mss);
  FIELD(tcpi_unacked);
  FIELD(tcpi_sacked);
  FIELD(tcpi_lost);
  FIELD(tcpi_retrans);
  FIELD(tcpi_last_data_sent);
  FIELD(tcpi_last_data_recv);
  FIELD(tcpi_last_ack_recv);
  FIELD(tcpi_pmtu);
  FIELD(tcpi_rcv_ssthresh);
  FIELD(tcpi_rtt);
  FIELD(tcpi_rttvar);
  FIELD(tcpi_snd_ssthresh);
  FIELD(tcpi_snd_cwnd);
  FIELD(tcpi_advmss);
  FIELD(tcpi_reordering);
  FIELD(tcpi_rcv_rtt);
  FIELD(tcpi_rcv_space);
  FIELD(tcpi_total_retrans);
  FIELD(tcpi_pacing_rate);
  FIELD(tcpi_max_pacing_rate);
  FIELD(tcpi_bytes_acked);
  FIELD(tcpi_bytes_received);
  FIELD(tcpi_segs_out);
  FIELD(tcpi_segs_in);
  FIELD(tcpi_notsent_bytes);
  FIELD(tcpi_min_rtt);
  FIELD(tcpi_data_segs_in);
  FIELD(tcpi_data_segs_out);
  FIELD(tcpi_delivery_rate);
  FIELD(tcpi_busy_time);
  FIELD(tcpi_rwnd_limited);
  FIELD(tcpi_sndbuf_limited);
  FIELD(tcpi_delivered);
  FIELD(tcpi_delivered_ce);
  FIELD(tcpi_bytes_sent);
  FIELD(tcpi_bytes_retrans);
  FIELD(tcpi_dsack_dups);
  FIELD(tcpi_reord_seen);
  FIELD(tcpi_rcv_ooopack);
  FIELD(tcpi_snd_wnd);
  return 0;
}

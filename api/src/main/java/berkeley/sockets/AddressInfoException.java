/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.netdb_h;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * A failed getaddrinfo(3) or getnameinfo(3), which have error numbers of their own: {@code
 * getaddrinfo(no.such.host, http): EAI_NONAME (Name or service not known)}.
 *
 * @since 0.1.0
 */
public class AddressInfoException extends UnknownHostException {
  private static final long serialVersionUID = 1;

  private static final String NAMES =
      "BADFLAGS NONAME AGAIN FAIL NODATA FAMILY SOCKTYPE SERVICE ADDRFAMILY MEMORY SYSTEM OVERFLOW"
          + " INPROGRESS CANCELED NOTCANCELED ALLDONE INTR IDN_ENCODE";

  /** The call. */
  private final String call;

  /** What was looked for. */
  private final String subject;

  /** An EAI_ number. */
  private final int code;

  /** An errno, if the code is EAI_SYSTEM. */
  private final int value;

  /** From a result of Sys: the code, with errno in the upper half. */
  AddressInfoException(String call, String subject, long result) {
    this.call = call;
    this.subject = subject;
    this.code = (int) result;
    this.value = code == netdb_h.EAI_SYSTEM ? (int) (result >> 32) : 0;
  }

  /** {@return the name of the call in C, {@code getaddrinfo} or {@code getnameinfo}} */
  public String call() {
    return call;
  }

  /** {@return the error number in C, an EAI_ constant} */
  public int code() {
    return code;
  }

  /**
   * {@return the name of the error in C, such as {@code EAI_NONAME}, or its number if it has none}
   */
  public String name() {
    int[] codes = {
      netdb_h.EAI_BADFLAGS,
      netdb_h.EAI_NONAME,
      netdb_h.EAI_AGAIN,
      netdb_h.EAI_FAIL,
      netdb_h.EAI_NODATA,
      netdb_h.EAI_FAMILY,
      netdb_h.EAI_SOCKTYPE,
      netdb_h.EAI_SERVICE,
      netdb_h.EAI_ADDRFAMILY,
      netdb_h.EAI_MEMORY,
      netdb_h.EAI_SYSTEM,
      netdb_h.EAI_OVERFLOW,
      netdb_h.EAI_INPROGRESS,
      netdb_h.EAI_CANCELED,
      netdb_h.EAI_NOTCANCELED,
      netdb_h.EAI_ALLDONE,
      netdb_h.EAI_INTR,
      netdb_h.EAI_IDN_ENCODE
    };
    String[] names = NAMES.split(" ");
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] == code) {
        return "EAI_" + names[i];
      }
    }
    return Integer.toString(code);
  }

  /**
   * The system's error if the code is EAI_SYSTEM, else null.
   *
   * @return the error
   */
  public @Nullable Errno errno() {
    return value == 0 ? null : Errno.of(value);
  }

  @Override
  public String getMessage() {
    String text =
        value != 0
            ? errno() + ", " + ErrnoNumbers.message(value)
            : Native.string(Sys.gai_strerror(code));
    return call + "(" + subject + "): " + name() + " (" + text + ")";
  }
}

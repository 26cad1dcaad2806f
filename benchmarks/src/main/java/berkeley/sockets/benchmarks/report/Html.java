/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The report as one page that needs nothing else: the chart library is in it. */
public final class Html {
  private static final String CHART = "org.webjars.npm/chart.js";

  private Html() {}

  public static String page(Report report) {
    return resource("berkeley/sockets/benchmarks/report/report.html")
        .replace("/*REPORT*/", script(report.json()))
        .replace("/*CHART*/", script(chart()));
  }

  /** The chart library, whatever version the build took. */
  private static String chart() {
    Properties about = new Properties();
    try {
      about.load(new StringReader(resource("META-INF/maven/" + CHART + "/pom.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = about.getProperty("version");
    return resource("META-INF/resources/webjars/chart.js/" + version + "/dist/chart.umd.min.js");
  }

  /** Text that does not end the element it stands in. */
  private static String script(String text) {
    return text.replace("</", "<\\/");
  }

  private static String resource(String name) {
    try (InputStream input = Html.class.getClassLoader().getResourceAsStream(name)) {
      return input == null ? "" : new String(input.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

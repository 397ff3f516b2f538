package io.httpstream.tck;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.opentest4j.TestAbortedException;

/** What this process holds beside the heap. */
final class ProcessResources {
  private ProcessResources() {}

  /** The number of open files, sockets included; the case is unsupported if nobody counts them. */
  static long openFiles() {
    try {
      Object count =
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  new ObjectName("java.lang:type=OperatingSystem"), "OpenFileDescriptorCount");
      return ((Number) count).longValue();
    } catch (JMException e) {
      throw new TestAbortedException("this system does not count open files", e);
    }
  }

  /** Bytes of direct buffers. */
  static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}

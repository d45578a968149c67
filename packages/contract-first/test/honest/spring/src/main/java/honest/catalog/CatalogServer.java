package honest.catalog;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class CatalogServer {}

// An imitated service: it stores a cookie and says that it runs.
document.cookie = "vs_device=1; Path=/; SameSite=Lax";

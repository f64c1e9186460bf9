// An imitated service: it stores a cookie and says that it runs.
document.cookie = "demo_visits=1; Path=/; SameSite=Lax";
{
  const sign = document.getElementById("sign-statistics");
  if (sign) sign.textContent = "Visit counter: on";
}
